// Fetches what Python needs, and tells how many bytes have come of how many. Bytes are counted as they travel: a server
// that compresses says how long the compressed file is, and as large a part of that has come as of the file itself.
import { BYTES } from "./config.js";

const TELL_MS = 100;
const files = new Set();
let told = 0;

/** Fetch one of the files whose size is known; `tell` hears {received, total} of all that are on their way or here. */
export async function download(address, tell) {
  const size = BYTES[address.split("/").pop()];
  const file = { size, wire: size, come: 0 };
  files.add(file);
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    if (response.headers.has("content-encoding")) file.wire = Number(response.headers.get("content-length")) || size;
    count(response.clone().body, file, tell);
    return response;
  } catch (error) {
    files.delete(file);
    throw error;
  }
}

async function count(body, file, tell) {
  try {
    for (const reader = body.getReader(); ; ) {
      const { value, done } = await reader.read();
      file.come = done ? file.size : Math.min(file.come + value.length, file.size);
      if (done || performance.now() - told > TELL_MS) {
        told = performance.now();
        tell({ received: sum((one) => (one.wire * one.come) / one.size), total: sum((one) => one.wire) });
      }
      if (done) return;
    }
  } catch {
    files.delete(file); // the response itself fails in the same way, and is what somebody waits for
  }
}

const sum = (value) => Math.round([...files].reduce((total, file) => total + value(file), 0));
