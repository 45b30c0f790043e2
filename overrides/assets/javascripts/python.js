// The page's way to the engine: one worker for the whole site where the browser can share it, else one for the page.
// call() answers with plain data, or rejects with an EngineTrouble whose `kind` says what went wrong.

const WORKER = new URL("./worker.js", import.meta.url);
const SILENT_MS = 30_000; // without a byte or an answer: an answer normally takes milliseconds, a long text a few seconds
const TICK_MS = 1_000;
const SHAREABLE = typeof SharedWorker === "function";

export class EngineTrouble extends Error {
  constructor(kind, detail) {
    super(detail);
    // "fetch": it did not arrive; "boot": Python did not start; "silent": it stopped answering; "killed": it is gone;
    // "crash": a fault of ours
    this.kind = kind;
  }
}

let port = null;
let shared = SHAREABLE;
let state = "off"; // off, loading (on its way here), starting (here, not running yet), ready, failed
let progress = {};
let silence = null;
let next = 1;
const waiting = new Map();
const listeners = new Set();

addEventListener("pagehide", ({ persisted }) => persisted || port?.postMessage({ closed: true }));

/**
 * Call `listener(state, {received, total, quiet})` now and whenever something of it changes. `received` of `total` bytes have
 * come, both null until the worker has said so; `quiet`: it should have, but nothing has been heard for half a minute.
 */
export function onState(listener) {
  listeners.add(listener);
  listener(state, progress);
}

/** Start Python without asking it anything, so that it is ready when the person is. */
export function start() {
  if (!port) connect();
}

/** Leave the worker, which hangs or does not start, and ask one of the page's own what has not been answered yet. */
export function restart() {
  shared = false;
  disconnect();
  connect();
  for (const entry of waiting.values()) {
    clearInterval(entry.timer);
    entry.timer = null;
    port.postMessage(entry.message);
  }
}

/**
 * Return the engine's answer to `name` with `payload`, both plain data. After a failure this starts anew. `files` are File
 * objects whose bytes the worker reads and puts into payload.files, in the same order: the page itself never holds them.
 */
export function call(name, payload, files = []) {
  return ask({ name, payload: JSON.stringify(payload), files }).answer;
}

/**
 * Ask for what may take long: `onProgress(progress)` hears how it goes. Return {answer, stop}; after stop() the answer is
 * the best that was found so far.
 */
export function work(name, payload, onProgress, files = []) {
  const { id, answer } = ask({ name, payload: JSON.stringify(payload), files, steps: true }, onProgress);
  return { answer, stop: () => port?.postMessage({ id, stop: true }) };
}

function ask(message, onProgress = null) {
  start();
  const id = next++;
  const answer = new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject, onProgress, message: { id, ...message }, timer: null });
    port.postMessage({ id, ...message });
    if (state === "ready") armTimer(id);
  });
  return { id, answer };
}

function connect() {
  setState("loading");
  if (shared) {
    try {
      const worker = new SharedWorker(WORKER, { type: "module", name: "checklists", extendedLifetime: true });
      worker.onerror = () => port === worker.port && restart();
      port = worker.port;
      port.onmessage = receive;
      return;
    } catch {
      shared = false;
    }
  }
  const worker = new Worker(WORKER, { type: "module", name: "checklists" });
  worker.onerror = (event) => port === worker && fail("boot", event.message || "the worker could not be loaded");
  worker.onmessage = receive;
  port = worker;
}

function disconnect() {
  if (!port) return;
  port.onmessage = null;
  if (port.terminate) port.terminate();
  else port.close();
  port = null;
}

/** Hear when the worker is gone, killed by the browser or the system: then the lock that it holds is free. */
function watch(lock) {
  const watched = port;
  navigator.locks.request(lock, () => port === watched && lose());
}

/** Ask another worker, when there is something to ask; who has lost two has a computer that cannot. */
function lose() {
  if (waiting.size) return shared ? restart() : fail("killed", "the worker is gone");
  disconnect();
  setState("off");
}

function receive({ data }) {
  if (data.alive) watch(data.alive);
  else if (data.state) hear(data);
  else if (waiting.has(data.id)) settle(data);
}

function hear({ state: told, received, total, reason }) {
  const more = state !== told || received !== progress.received || total !== progress.total;
  if (told === "loading") {
    if (more) setState(told, { received, total }); // a word without a byte is no sign of life
  } else if (told === "starting") setState(told);
  else if (told === "ready") {
    setState(told);
    for (const id of waiting.keys()) armTimer(id);
  }
  // What does not arrive in a shared worker does not arrive in another either. One that cannot start, or failed before this
  // page came to it and lives on in another tab, is tried once more as a plain one.
  else if (state === "loading" && progress.received !== null) fail("fetch", reason);
  else if (shared) restart();
  else fail("boot", reason);
}

function settle(data) {
  const { resolve, reject, timer, onProgress } = waiting.get(data.id);
  clearInterval(timer);
  if (data.progress) {
    waiting.get(data.id).timer = null;
    armTimer(data.id);
    return onProgress(JSON.parse(data.progress));
  }
  waiting.delete(data.id);
  if (data.crash) reject(new EngineTrouble(data.kind, data.crash));
  else resolve(JSON.parse(data.result));
}

/** Wait for the answer, by the second: while the computer or the tab sleeps no seconds pass. */
function armTimer(id) {
  const entry = waiting.get(id);
  if (entry.timer) return;
  let left = SILENT_MS / TICK_MS;
  entry.timer = setInterval(() => --left || fail("silent", "no answer"), TICK_MS);
}

function fail(kind, reason) {
  console.warn(`checklists: ${kind}: ${reason}`);
  disconnect();
  shared = SHAREABLE && kind !== "silent"; // a shared one that hangs would be met again; one that has failed is gone
  for (const { reject, timer } of waiting.values()) {
    clearInterval(timer);
    reject(new EngineTrouble(kind, reason));
  }
  waiting.clear();
  setState("failed");
}

function setState(value, { received = null, total = null } = {}) {
  clearTimeout(silence);
  if (value === "loading" || value === "starting") silence = setTimeout(() => tell(value, { ...progress, quiet: true }), SILENT_MS);
  tell(value, { received, total, quiet: false });
}

function tell(...told) {
  [state, progress] = told;
  for (const listener of listeners) listener(...told);
}
