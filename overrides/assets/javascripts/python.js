// The page's way to the engine: one worker for the whole site where the browser can share it, else one for the page.
// call() answers with plain data, or rejects with an EngineTrouble whose `kind` says what went wrong.

const WORKER = new URL("./worker.js", import.meta.url);
const SILENT_MS = 30_000; // an answer normally takes milliseconds; a long text at most a few seconds

export class EngineTrouble extends Error {
  constructor(kind, detail) {
    super(detail);
    this.kind = kind; // "boot": Python did not start; "silent": it stopped answering; "crash": a fault of ours
  }
}

let port = null;
let shared = typeof SharedWorker === "function";
let state = "off"; // off, starting, ready, failed
let next = 1;
const waiting = new Map();
const listeners = new Set();

/** Call `listener(state)` now and whenever the state changes. */
export function onState(listener) {
  listeners.add(listener);
  listener(state);
}

/** Start Python without asking it anything, so that it is ready when the person is. */
export function start() {
  if (!port) connect();
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
  return { answer, stop: () => port.postMessage({ id, stop: true }) };
}

function ask(message, onProgress = null) {
  if (state === "failed") disconnect();
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
  setState("starting");
  if (shared) {
    try {
      const worker = new SharedWorker(WORKER, { type: "module", name: "checklists", extendedLifetime: true });
      worker.onerror = () => fallBack();
      port = worker.port;
      port.onmessage = receive;
      return;
    } catch {
      shared = false;
    }
  }
  const worker = new Worker(WORKER, { type: "module", name: "checklists" });
  worker.onerror = (event) => fail("boot", event.message || "the worker could not be loaded");
  worker.onmessage = receive;
  port = worker;
}

function disconnect() {
  port?.terminate?.();
  port = null;
}

// A shared worker that cannot be loaded (an old browser, a sandboxed frame) or did not start is tried once more as a plain
// one: as long as any page holds it, it stays as it is.
function fallBack() {
  shared = false;
  disconnect();
  connect();
  for (const { message } of waiting.values()) port.postMessage(message);
}

function receive({ data }) {
  if (data.state === "ready") {
    setState("ready");
    for (const id of waiting.keys()) armTimer(id);
  } else if (data.state === "failed") {
    if (shared) fallBack();
    else fail("boot", data.reason);
  } else if (waiting.has(data.id)) {
    const { resolve, reject, timer, onProgress } = waiting.get(data.id);
    clearTimeout(timer);
    if (data.progress) {
      waiting.get(data.id).timer = null;
      armTimer(data.id);
      return onProgress(JSON.parse(data.progress));
    }
    waiting.delete(data.id);
    if (data.crash) reject(new EngineTrouble("crash", data.crash));
    else resolve(JSON.parse(data.result));
  }
}

function armTimer(id) {
  const entry = waiting.get(id);
  entry.timer ??= setTimeout(() => fail("silent", "no answer"), SILENT_MS);
}

function fail(kind, reason) {
  shared = false;
  console.warn(`checklists: ${kind}: ${reason}`);
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(new EngineTrouble(kind, reason));
  }
  waiting.clear();
  setState("failed");
}

function setState(value) {
  state = value;
  for (const listener of listeners) listener(value);
}
