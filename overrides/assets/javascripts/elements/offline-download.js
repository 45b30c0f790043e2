// Fetches what the saved copy of the site lacks, checks every file against the checksum that the build gave it, and lets a
// service worker use the copy. What fails changes nothing: without a copy before there is none after, and an older one stays.
import "../offline/store.js";
import { today } from "../calendar.js";

export const root = new URL("../../../../", import.meta.url).href;
export const copy = globalThis.savedCopy(root);
const LANES = 6;
const SILENT_MS = 30_000; // without a byte

/** Why nothing was saved: `kind` is "network", "changed" (a file is not the one that the build made), "full", "refused" or "stopped". */
export class SaveFailed extends Error {
  constructor(kind, detail) {
    super(detail);
    this.kind = kind;
  }
}

/** Return what the server says that a copy consists of: null where it offers none; rejects where it does not answer. */
export async function offered() {
  const response = await fetch(`${root}offline.json`, { cache: "no-cache", signal: AbortSignal.timeout(10_000) });
  if (response.ok) return response.json();
  if (response.status === 404 || response.status === 410) return null;
  throw new Error(`offline.json: ${response.status}`);
}

/** Return the files of a manifest that this browser needs: one that cannot read the memory image also those that do without. */
export function needed({ files, spare }) {
  const image = typeof DecompressionStream === "function";
  return Object.fromEntries(Object.entries(files).filter(([address]) => !(image && spare.includes(address))));
}

/** Return [address, [checksum, bytes, bytes over the wire]] of what is not here yet, the same content once. */
export async function missing(files) {
  const lacking = await copy.lacks(files);
  return Object.entries(files).filter(([, [hash]]) => lacking.delete(hash));
}

/** Save the copy that `manifest` describes; `hear(received, total)` counts bytes over the wire. Rejects with SaveFailed. */
export async function save(manifest, hear, signal) {
  const before = await copy.read();
  const files = needed(manifest);
  try {
    await fetchAll(await missing(files), hear, signal);
    await register();
    const same = before?.version === manifest.version;
    await copy.write({ ...manifest, files, savedOn: today(), older: (same ? before.older : before?.files) ?? {} });
    await copy.keepOnly(await copy.read());
  } catch (error) {
    await (before ? copy.keepOnly(before) : remove());
    if (error instanceof SaveFailed) throw error;
    throw new SaveFailed(error.name === "QuotaExceededError" ? "full" : "network", String(error));
  }
}

/** Remove the copy and its service worker, nothing else. */
export async function remove() {
  const registration = await registered();
  await registration?.unregister();
  await copy.remove();
}

/** Return our own registration, not that of another site above ours on the same server. */
export async function registered() {
  const registration = await navigator.serviceWorker.getRegistration(root);
  return registration?.scope === root ? registration : undefined;
}

async function register() {
  try {
    await navigator.serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
  } catch (error) {
    throw new SaveFailed("refused", String(error));
  }
  await navigator.serviceWorker.ready;
}

async function fetchAll(files, hear, stop) {
  const total = files.reduce((sum, [, [, , sent]]) => sum + sent, 0);
  const ending = new AbortController();
  const end = (error) => ending.abort(error);
  stop.addEventListener("abort", () => end(new SaveFailed("stopped")));
  if (stop.aborted) end(new SaveFailed("stopped"));
  let received = 0;
  let silence;
  const come = (bytes) => {
    clearTimeout(silence);
    silence = setTimeout(() => end(new SaveFailed("network", "silent")), SILENT_MS);
    hear((received += bytes), total);
  };
  const queue = [...files].sort(([, [, , one]], [, [, , other]]) => other - one);
  const lane = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await fetchOne(file, come, ending.signal);
  };
  come(0);
  await Promise.all(Array.from({ length: LANES }, () => lane().catch(end))); // none may keep anything once we have said how it went
  clearTimeout(silence);
  ending.signal.throwIfAborted();
}

async function fetchOne([address, [hash, size, sent]], come, signal) {
  for (const cache of ["no-cache", "reload"]) {
    const response = await fetch(root + address, { cache, signal, headers: { "X-Saving": "1" } });
    if (!response.ok) throw new SaveFailed("changed", `${address}: ${response.status}`);
    const bytes = await readAll(response, (count) => come((count * sent) / (size || 1)));
    if ((await checksum(bytes)) === hash) return copy.keep(hash, new Response(bytes, { headers: kept(response.headers) }));
    come(-(bytes.length * sent) / (size || 1)); // perhaps it is only the browser's own cache that has another
  }
  throw new SaveFailed("changed", `${address}: another content`);
}

async function readAll(response, come) {
  const chunks = [];
  for (const reader = response.body.getReader(); ; ) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    chunks.push(value);
    come(value.length);
  }
}

async function checksum(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The headers of what is kept unpacked, and answers every request alike. */
function kept(headers) {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary"]) own.delete(name);
  return own;
}
