// Runs the engine: starts Python once, then answers every page that asks. Works as a shared and as a plain worker.
// In: {id, name, payload: JSON, files: [File]}, with `steps` for what takes long, and {id, stop}.
// Out: {id, result: JSON} or {id, crash, kind}, {id, progress: JSON}, and how the start goes: {state: "loading", received, total}
// in bytes, {state: "starting"}, {state: "ready"} or {state: "failed", reason}. {alive: lock}, and {closed} from a page that goes.
import { boot } from "./boot.js";

const STEPS_MS = 60; // how long to work before looking whether anybody said stop, or asked for something else
const pages = new Set();
const alive = navigator.locks && hold(`checklists ${crypto.randomUUID()}`);
let state = null;

const engine = boot((message) => state?.state === "ready" || tell(message));
engine.then(
  () => tell({ state: "ready" }),
  (error) => {
    tell({ state: "failed", reason: String(error) });
    close(); // the next one that asks for a shared worker gets a new one
  },
);

/** Hold a lock for as long as this worker lives, which is how a page hears that it does not; return its name, once held. */
function hold(lock) {
  return new Promise((held) => navigator.locks.request(lock, () => (held(lock), new Promise(() => {}))));
}

function tell(message) {
  state = message;
  for (const page of pages) page.postMessage(message);
}

/** Take the steps of a piece of work, telling how it goes, until it is done or `stopped` holds its id. */
async function workOn(work, page, id, stopped) {
  const { port1, port2 } = new MessageChannel();
  const breathe = () => new Promise((resolve) => ((port2.onmessage = resolve), port1.postMessage(null)));
  let progress = "";
  do {
    const until = performance.now() + STEPS_MS;
    do progress = work.step();
    while (progress && performance.now() < until);
    if (progress) page.postMessage({ id, progress });
    await breathe();
  } while (progress && !stopped.delete(id) && pages.has(page));
  const result = work.result();
  port1.close();
  work.destroy();
  return result;
}

/** Return the JSON answer to what a page asks. */
async function answer({ call, Work, toPython }, { id, name, payload, files = [], steps }, page, stopped) {
  if (name === "requests") return JSON.stringify((await import("./requests.js")).requests()); // no page can see a worker's
  const bytes = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  const given = files.length ? [payload, toPython(bytes)] : [payload];
  try {
    return steps ? await workOn(Work(name, ...given), page, id, stopped) : call(name, ...given);
  } finally {
    given[1]?.destroy();
  }
}

function serve(page) {
  const stopped = new Set(); // ids of work to leave as it is
  pages.add(page);
  page.onmessage = async ({ data }) => {
    if (data.closed) return void pages.delete(page); // nobody waits for what it asked for
    if (data.stop) return void stopped.add(data.id);
    try {
      const running = await engine;
      const result = await answer(running, data, page, stopped).catch(async (error) => {
        if (!running.fetchTables) throw error;
        // Perhaps it is one of the large tables that is missing, which come when they are asked for.
        await running.fetchTables().catch((reason) => Promise.reject(Object.assign(reason, { kind: "fetch" })));
        return answer(running, data, page, stopped);
      });
      page.postMessage({ id: data.id, result });
    } catch (error) {
      // A start that failed has been told already; what is left is a fault in the engine.
      if (state?.state === "ready") page.postMessage({ id: data.id, crash: String(error), kind: error.kind ?? "crash" });
    }
  };
  if (state) page.postMessage(state);
  alive?.then((lock) => page.postMessage({ alive: lock }));
}

if ("onconnect" in globalThis) globalThis.onconnect = ({ ports: [page] }) => serve(page);
else serve(globalThis);
