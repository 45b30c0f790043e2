// Fetches what Python needs, and tells how many bytes have come of how many. Bytes are counted as they travel: a server
// that compresses says how long the compressed file is, and as large a part of that has come as of the file itself.
import { BYTES } from "./config.js";

const TELL_MS = 100;
let files = [];
let told = 0;

/** Fetch a file; its bytes count in what `tell` hears. Rejects where it is missing. */
export async function download(url, tell) {
  const size = BYTES[url.split("/").pop()];
  const file = { size, wire: size, come: 0 };
  files.push(file);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  if (response.headers.has("content-encoding")) file.wire = Number(response.headers.get("content-length")) || size;
  count(response.clone().body, file, tell);
  return response;
}

async function count(body, file, tell) {
  try {
    for (const reader = body.getReader(); ; ) {
      const { value, done } = await reader.read();
      file.come = done ? file.size : file.come + value.length;
      if (done || performance.now() - told > TELL_MS) {
        told = performance.now();
        tell({ received: sum((one) => (one.wire * Math.min(one.come, one.size)) / one.size), total: sum((one) => one.wire) });
      }
      if (done) return;
    }
  } catch {
    // The response itself fails in the same way, and is what somebody waits for.
  }
}

const sum = (value) => Math.round(files.reduce((total, file) => total + value(file), 0));
