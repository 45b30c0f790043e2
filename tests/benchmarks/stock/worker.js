// The stock way, as Pyodide's documentation has it: loadPyodide in a module worker, the wheel from the lock file, then import.
import { loadPyodide } from "./assets/pyodide/pyodide.mjs";

const here = (path) => new URL(path, import.meta.url).href;

const api = loadPyodide({
  indexURL: here("assets/pyodide/"),
  lockFileURL: here("assets/pyodide/pyodide-lock.json"),
  packages: ["checklists"],
}).then((python) => python.pyimport("checklists.api"));

onmessage = async ({ data: { name, payload } }) => {
  try {
    const { call } = await api;
    const began = performance.now();
    const result = call(name, payload);
    postMessage({ result, ms: performance.now() - began });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
