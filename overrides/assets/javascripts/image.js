// The memory image: Python with the engine loaded, as it lay in memory when the site was built. Only what differs from a
// freshly started runtime is kept, page by page, XORed with what that runtime has in the same place.
//
// Bytes: magic, length of the header in bytes, the header as JSON padded to four bytes, the pages that differ.
// Header: {length: of the whole snapshot, offset: where its memory starts, runs: [skip, take, ...] in pages, checksum}.

export const MAGIC = 0x31474d49; // IMG1
export const PAGE = 4096;

/** Return the header of an image and the pages after it; throw if it is not one. */
export function open(bytes) {
  const [magic, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (magic !== MAGIC) throw new Error("not a memory image");
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  return { header, pages: bytes.subarray(8 + length) };
}

/** Fill `snapshot` (header.length bytes, zero) from an opened image and the memory of a runtime that has not run yet. */
export function fill(snapshot, { header, pages }, pristine) {
  snapshot.set(pristine.subarray(0, header.length - header.offset), header.offset);
  const target = words(snapshot);
  const source = words(pages);
  const size = PAGE / 4;
  let to = 0;
  let from = 0;
  for (let index = 0; index < header.runs.length; index += 2) {
    to += header.runs[index] * size;
    const end = Math.min(to + header.runs[index + 1] * size, target.length);
    while (to < end) target[to++] ^= source[from++];
  }
  if (checksum(target) !== header.checksum) throw new Error("the memory image does not fit this runtime");
}

export function words(bytes) {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
}

/** FNV-1a over 32-bit words: quick, and enough to tell a damaged or foreign image, which nobody forges on one's own server. */
export function checksum(values) {
  let sum = 0x811c9dc5;
  for (let index = 0; index < values.length; index++) sum = Math.imul(sum ^ values[index], 0x01000193);
  return sum >>> 0;
}
