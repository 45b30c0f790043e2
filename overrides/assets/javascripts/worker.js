// Runs the engine: boots Python once, then answers every page that asks. Works as a shared and as a plain worker.
// In: {id, name, payload: JSON, files: [File]}, with `steps` for what takes long, and {id, stop}.
// Out: {id, result: JSON} or {id, crash}, {id, progress: JSON}, and {state: "ready"} or {state: "failed", reason}.
import { RUNTIME } from "./config.js";

const here = (path) => new URL(path, import.meta.url).href;
const STEPS_MS = 60; // how long to work before looking whether anybody said stop, or asked for something else
const pages = new Set();
let state = null;

async function boot() {
  const failure = webAssemblyFailure();
  const { loadPyodide } = await import(here(`${RUNTIME}pyodide.mjs`));
  const loading = loadPyodide({
    indexURL: here(RUNTIME),
    lockFileURL: here("../python/pyodide-lock.json"),
    packageBaseUrl: here("../python/"),
    packages: ["checklists"], // a failure here is only logged by Pyodide: the import below is what tells
  });
  const python = await Promise.race([loading, failure]);
  const { call, Work } = python.pyimport("checklists.api");
  return { call, Work, toPython: (value) => python.toPy(value) };
}

// Pyodide logs a WebAssembly file that is missing, broken or forbidden, and then waits for ever: this rejects instead.
function webAssemblyFailure() {
  return new Promise((_, reject) => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const original = WebAssembly[name];
      WebAssembly[name] = (...given) => {
        const instance = original.apply(WebAssembly, given);
        instance.catch(reject);
        return instance;
      };
    }
    addEventListener("unhandledrejection", ({ reason }) => reject(reason));
  });
}

const api = boot();
api.then(
  () => tell({ state: "ready" }),
  (error) => tell({ state: "failed", reason: String(error) }),
);

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
  } while (progress && !stopped.delete(id));
  const result = work.result();
  port1.close();
  work.destroy();
  return result;
}

/** Return the bytes of the files as Python has them. */
async function contents(files, toPython) {
  return toPython(await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer()))));
}

function serve(page) {
  const stopped = new Set(); // ids of work to leave as it is
  pages.add(page);
  page.onmessage = async ({ data: { id, name, payload, files = [], steps, stop } }) => {
    if (stop) return void stopped.add(id);
    try {
      const { call, Work, toPython } = await api;
      const given = files.length ? [payload, await contents(files, toPython)] : [payload];
      page.postMessage({ id, result: steps ? await workOn(Work(name, ...given), page, id, stopped) : call(name, ...given) });
      given[1]?.destroy();
    } catch (error) {
      // A boot that failed has been told already; what is left is a fault in the engine.
      if (state?.state === "ready") page.postMessage({ id, crash: String(error) });
    }
  };
  if (state) page.postMessage(state);
}

if ("onconnect" in globalThis) globalThis.onconnect = ({ ports: [page] }) => serve(page);
else serve(globalThis);
