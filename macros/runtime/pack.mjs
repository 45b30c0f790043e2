// Packs a memory snapshot for sending; overrides/assets/javascripts/image.js says how it lies, and unpacks it.
import { checksum, fill, MAGIC, open, PAGE, words } from "../../overrides/assets/javascripts/image.js";

const WORDS = PAGE / 4;

/** Return the image of a Pyodide snapshot, given the memory of a runtime that has not run; `more` goes into its header. */
export function pack(snapshot, untouched, more) {
  const offset = words(snapshot)[1]; // of Pyodide's own header: magic, where the memory starts, the length of its JSON
  const difference = words(snapshot).slice();
  words(untouched).forEach((word, index) => (difference[offset / 4 + index] ^= word));
  const runs = [0];
  const pages = [];
  for (let start = 0; start < difference.length; start += WORDS) {
    const page = difference.subarray(start, start + WORDS);
    const taken = page.some(Boolean);
    if (taken) pages.push(page);
    if (taken !== (runs.length % 2 === 0)) runs.push(0);
    runs[runs.length - 1]++;
  }
  const header = { ...more, length: snapshot.length, offset, runs, checksum: checksum(words(snapshot)) };
  const image = joined(header, pages);
  const again = new Uint8Array(snapshot.length);
  fill(again, open(image), untouched); // throws where it does not give the same
  return image;
}

function joined(header, pages) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = 4 * Math.ceil(text.length / 4);
  const image = new Uint8Array(8 + length + pages.reduce((total, page) => total + page.byteLength, 0)).fill(32, 8, 8 + length);
  new Uint32Array(image.buffer, 0, 2).set([MAGIC, length]);
  image.set(text, 8);
  let at = 8 + length;
  for (const page of pages) {
    image.set(new Uint8Array(page.buffer, page.byteOffset, page.byteLength), at);
    at += page.byteLength;
  }
  return image;
}
