// Makes what the site sends of Python, from the runtime that npm brought and the engine's wheel:
//
//   node make.mjs RUNTIME WHEEL OUT MADE_FROM
//
// MADE_FROM is a checksum of all that goes in, by which the site knows its own image.
// In OUT: python_stdlib.zip and the wheel, with bytecode in place of source; tables.zip, the data that is read on demand;
// engine.image.gz, the memory of Python with the engine loaded (overrides/assets/javascripts/image.js says how it lies).
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { pack } from "./pack.mjs";

const [runtime, wheel, out] = process.argv.slice(2, 5).map((path) => resolve(path));
const madeFrom = process.argv[5];
const beside = (name) => readFileSync(join(import.meta.dirname, name), "utf8");
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
const lock = JSON.parse(readFileSync(join(runtime, "pyodide-lock.json"), "utf8"));
const env = { PYTHONHASHSEED: "0", HOME: "/home/pyodide" };
const DATA = "checklists/strategy/";

const stdlib = join(out, "python_stdlib.zip");
const engine = join(out, basename(wheel));
try {
  const compiler = await compileAll();
  writeFileSync(join(out, "engine.image.gz"), gzipSync(await makeImage(compiler), { level: 9 }));
} catch (error) {
  console.error(error.message.trim().split("\n").at(-1)); // of Python's traceback; Node would print the runtime's source
  process.exit(1);
}
process.exit(0); // Pyodide keeps Node waiting

async function compileAll() {
  const python = await loadPyodide({ lockFileContents: lock, env });
  for (const [name, path] of [["stdlib", join(runtime, "python_stdlib.zip")], ["wheel", wheel], ["prepare", join(import.meta.dirname, "prepare.py")]]) {
    python.FS.writeFile(`/${name}`, new Uint8Array(readFileSync(path)));
  }
  const bytes = (expression) => python.runPython(expression).toJs();
  python.runPython(beside("compile.py"));
  python.runPython("from pathlib import Path");
  writeFileSync(stdlib, bytes("compiled(Path('/stdlib').read_bytes(), LEFT_OUT)"));
  writeFileSync(engine, bytes("compiled(Path('/wheel').read_bytes(), COMMAND_LINE)"));
  const site = python._api.sitepackages;
  python.FS.writeFile("/compiled", new Uint8Array(readFileSync(engine)));
  python.runPython(`zipfile.ZipFile("/compiled").extractall("${site}")`);
  writeFileSync(join(out, "tables.zip"), bytes(`unread(Path('/wheel').read_bytes(), '${DATA}', Path('/prepare').read_text())`));
  return python;
}

async function makeImage(compiler) {
  const untouched = memoryBeforeStart();
  const python = await loadPyodide({ _makeSnapshot: true, stdLibURL: stdlib, lockFileContents: { info: lock.info, packages: {} }, env });
  copy(compiler.FS, python.FS, join(python._api.sitepackages, "checklists"));
  python.runPython(beside("prepare.py"));
  clearFreeMemory(python._module);
  return pack(python.makeMemorySnapshot(), await untouched, { madeFrom, info: lock.info, env });
}

/** Copy a folder from one Python to another; unpacking it there would leave holes in the memory. */
function copy(from, to, folder) {
  to.mkdirTree(folder);
  for (const name of from.readdir(folder).filter((name) => !/^\.|__pycache__/.test(name))) {
    const path = join(folder, name);
    if (from.isDir(from.stat(path).mode)) copy(from, to, path);
    else to.writeFile(path, from.readFile(path));
  }
}

/** Return the memory of the next runtime as WebAssembly sets it up, before anything has run in it. */
function memoryBeforeStart() {
  const { instantiate } = WebAssembly;
  return new Promise((resolve) => {
    WebAssembly.instantiate = async (...given) => {
      const result = await instantiate.apply(WebAssembly, given);
      const { memory } = result.instance?.exports ?? {};
      if (memory) resolve(new Uint8Array(memory.buffer.slice()));
      return result;
    };
  });
}

/** Fill with zeros what malloc has free, as far as it can be had without growing much: rubbish does not compress. */
function clearFreeMemory(module) {
  const top = () => module.HEAPU32[module._emscripten_get_sbrk_ptr() >>> 2];
  const held = [];
  for (let size = 1 << 19; size >= 16; size >>= 1) {
    for (let before = top(); before === top(); ) {
      const block = module._malloc(size);
      module.HEAPU8.fill(0, block, block + size);
      held.push(block);
    }
  }
  for (const block of held) module._free(block);
  console.log(`memory up to ${(top() / 2 ** 20).toFixed(1)} MiB, of ${module.HEAP8.length / 2 ** 20} MiB`);
}
