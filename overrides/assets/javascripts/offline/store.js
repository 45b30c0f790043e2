// The copy of the site that a person has asked for: where the browser keeps it, and what is in it. Read by the page that saves
// (as a module) and put first in the service worker by the build (macros/offline.py): hence neither import nor export.
//
// A file lies in the cache under the checksum of its content, so that a new version only brings what has changed. Which files
// the copy consists of is one record, written last: before that nothing of a new version is used, after it nothing is missing.
// The record: what offline.json says, and {savedOn: ISO day, older: files of the version before, for pages that are still open}.
(() => {
  /** Return the saved copy of the site at `scope`, an address that ends with a slash; other sites on the server have their own. */
  function savedCopy(scope) {
    const cacheName = `saved-copy ${new URL(scope).pathname}`;
    const placeOf = (hash) => `${scope}saved/${hash}`;
    const record = `${scope}saved/record`;
    const stored = (place) => caches.match(place, { cacheName }); // unlike open(), makes no cache where there is none

    return {
      /** Return the record, or null where nothing is saved. */
      read: async () => (await stored(record))?.json() ?? null,
      /** Make this the record. */
      write: async (value) => (await caches.open(cacheName)).put(record, new Response(JSON.stringify(value))),
      /** Return the file with this checksum, or undefined. */
      find: (hash) => stored(placeOf(hash)),
      /** Keep a file; rejects with a QuotaExceededError where there is no room. */
      keep: async (hash, response) => (await caches.open(cacheName)).put(placeOf(hash), response),

      /** Return the checksums of `files` ({address: [checksum, ...]}) that are not kept. */
      async lacks(files) {
        const kept = (await caches.has(cacheName)) ? await (await caches.open(cacheName)).keys() : [];
        const there = new Set(kept.map(({ url }) => url));
        return new Set(Object.values(files).map(([hash]) => hash).filter((hash) => !there.has(placeOf(hash))));
      },

      /** Throw away what belongs to no version in the record. */
      async keepOnly({ files, older }) {
        const wanted = new Set([record, ...[...Object.values(files), ...Object.values(older)].map(([hash]) => placeOf(hash))]);
        const cache = await caches.open(cacheName);
        const gone = (await cache.keys()).filter(({ url }) => !wanted.has(url));
        await Promise.all(gone.map((request) => cache.delete(request)));
      },

      /** Throw away everything. */
      remove: () => caches.delete(cacheName),
    };
  }

  globalThis.savedCopy = savedCopy;
})();
