// Compresses files with what Node.js has built in. On standard input a list of {from, to, quality}: `to` ends with .br, which is
// made with Brotli of that quality, or with .gz, made with gzip's best.
import { readFile, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

async function compress({ from, to, quality }) {
  const data = await readFile(from);
  const settings = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: data.length };
  const made = to.endsWith(".br")
    ? await promisify(brotliCompress)(data, { params: settings })
    : await promisify(gzip)(data, { level: 9 });
  await writeFile(`${to}.new`, made);
  await rename(`${to}.new`, to);
}

const wanted = JSON.parse(await text(process.stdin));
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) await compress(next);
  }),
);
