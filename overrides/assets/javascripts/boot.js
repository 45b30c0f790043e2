// Starts Python, in one of two ways that give the same: from the memory image that the build made (image.js), or, where
// there is none or it does not fit, as Pyodide does: unpack the standard library and the engine, import, read the data.
import { IMAGE, MADE_FROM, RUNTIME, STDLIB, TABLES, WHEEL } from "./config.js";
import { download } from "./download.js";
import { fill, open } from "./image.js";

const here = (path) => new URL(path, import.meta.url).href;
const EMPTY_ZIP = new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]);
const PAGE = 65536; // bytes in a page of WebAssembly memory

/**
 * Return {call, Work, toPython, fetchTables} of a running engine. `tell` hears {state: "loading", received, total} while
 * bytes come, and {state: "starting"} when they have. fetchTables is null where the engine has all its data.
 */
export async function boot(tell) {
  const hear = ({ received, total }) => tell(received < total ? { state: "loading", received, total } : { state: "starting" });
  const fetched = (path) => download(here(path), hear);
  const wasm = fetched(`${RUNTIME}pyodide.asm.wasm`).then(compile);
  import(here(`${RUNTIME}pyodide.asm.mjs`)).catch(() => {}); // so that it is there when Pyodide asks for it
  let python;
  let fetchTables = null;
  try {
    if (!IMAGE) throw new Error("the site was built without one");
    python = await fromImage(wasm, fetched);
    fetchTables = once(() => unpackTables(python));
  } catch (reason) {
    console.info(`checklists: Python starts without a memory image: ${reason}`);
    python = await plainly(wasm, fetched);
  }
  const { call, Work } = python.pyimport("checklists.api");
  return { call, Work, toPython: (value) => python.toPy(value), fetchTables };
}

async function compile(response) {
  if (response.headers.get("content-type") === "application/wasm") return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer()); // the server does not know the type
}

async function fromImage(wasm, fetched) {
  const unzipped = (await fetched(IMAGE)).body.pipeThrough(new DecompressionStream("gzip"));
  const image = open(new Uint8Array(await new Response(unzipped).arrayBuffer()));
  if (image.header.madeFrom !== MADE_FROM) throw new Error("it belongs to another version of the site");
  const snapshot = new Uint8Array(image.header.length);
  const python = await load(wasm, {
    lockFileContents: { info: image.header.info, packages: {} },
    lent: { "python_stdlib.zip": new Response(EMPTY_ZIP) },
    env: image.header.env,
    _loadSnapshot: snapshot, // which is filled as soon as there is a memory to compare with:
    onMemory(memory) {
      const missing = snapshot.length - image.header.offset - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      fill(snapshot, image, new Uint8Array(memory.buffer));
    },
  });
  python._api.config._loadSnapshot = null; // 30 MB that nobody needs any more
  python.pyimport("random").seed(); // else everybody has the chance of the computer that built the site
  return python;
}

/** Read what the image leaves out, the large tables that not every tool needs, into the engine's folder. */
async function unpackTables(python) {
  const archive = await (await download(here(TABLES), () => {})).arrayBuffer();
  python.unpackArchive(archive, "zip", { extractDir: String(python.pyimport("checklists.strategy").FOLDER) });
}

async function plainly(wasm, fetched) {
  const files = await Promise.all([STDLIB, WHEEL].map((path) => fetched(path)));
  return load(wasm, {
    lockFileURL: here("../python/pyodide-lock.json"),
    lent: Object.fromEntries(files.map((file) => [name(file.url), file])),
    packages: ["checklists"], // a failure here is only logged by Pyodide: the import of checklists.api is what tells
  });
}

/**
 * Load Pyodide with a runtime that is being compiled already, and the files in `lent`; onMemory hears of the runtime's
 * memory before it is used.
 *
 * Pyodide fetches and instantiates by itself, and where that fails it logs and waits for ever. So both are replaced for as
 * long as it starts: what is here already is not fetched again, and what fails is thrown.
 */
async function load(wasm, { lent, onMemory = () => {}, ...options }) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const { loadPyodide } = await import(here(`${RUNTIME}pyodide.mjs`));
  const arrived = { "pyodide.asm.wasm": new Response(), ...lent };
  try {
    return await new Promise((resolve, reject) => {
      const telling = (promise) => (promise.catch(reject), promise);
      addEventListener("unhandledrejection", ({ reason }) => reject(reason));
      globalThis.fetch = (address, ...more) => telling(Promise.resolve(arrived[name(address)] ?? fetch(address, ...more)));
      WebAssembly.instantiateStreaming = (_, imports) => telling(instantiate(wasm, imports, onMemory));
      loadPyodide({ indexURL: here(RUNTIME), packageBaseUrl: here("../python/"), ...options }).then(resolve, reject);
    });
  } finally {
    Object.assign(globalThis, { fetch });
    Object.assign(WebAssembly, { instantiateStreaming });
  }
}

const name = (address) => String(address).split("/").pop();

async function instantiate(wasm, imports, onMemory) {
  const module = await wasm;
  const instance = await WebAssembly.instantiate(module, imports);
  onMemory(instance.exports.memory);
  return { module, instance };
}

/** Return a function that does `work` when it is first called, and anew after it has failed. */
function once(work) {
  let done = null;
  return () => (done ??= work().catch((error) => ((done = null), Promise.reject(error))));
}
