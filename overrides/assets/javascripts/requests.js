// What has been fetched, as the browser itself has noted it: by the page where the page asks, by the worker where it does.

/** Return every request as {address, at: milliseconds of the clock, bytes over the network, size: bytes unpacked}. */
export function requests() {
  const pages = performance.getEntriesByType("navigation"); // none in a worker
  return [...pages, ...performance.getEntriesByType("resource")].map(({ name, startTime, transferSize, decodedBodySize }) => ({
    address: name,
    at: performance.timeOrigin + startTime,
    bytes: transferSize ?? 0,
    size: decodedBodySize ?? 0,
  }));
}
