// The service worker, which is there only for who has saved the site. Pages come from the server as long as it answers, and from
// the saved copy when it does not; what never changes under its name comes from the copy at once. So a page and its scripts
// are always of the same version: the page names the folder of its scripts. Why: docs/utveckling/beslut/0010-utan-nat.md.
const WAIT_MS = 3000; // before a server that says nothing counts as gone
const GONE_MS = 30_000; // for how long it then is not asked, so that not every file waits as long
const NEVER_CHANGES = /^assets\/(app|pyodide)-[^/]+\/|\.[0-9a-f]{8}\.min\.(js|css)$/;
const EXPLAINED = "om/utan-nat/#saknas"; // where the person lands who opens a page that is not in the copy
const scope = registration.scope;
const copy = savedCopy(scope);
let gone = -GONE_MS;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(navigator.locks.request(scope, { ifAvailable: true }, tidy)));
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  // What is being saved must come from the server, and parts of files are its business.
  if (method !== "GET" || !url.startsWith(scope) || headers.has("range") || headers.has("x-saving")) return;
  event.respondWith(answer(event.request));
});

async function answer(request) {
  const record = await copy.read().catch(() => null);
  if (!record) return fetch(request);
  const address = request.url.slice(scope.length).replace(/[?#].*/, "").replace(/(^|\/)index\.html$/, "$1");
  const [hash] = own(record.files, address) ?? (NEVER_CHANGES.test(address) ? own(record.older, address) : null) ?? [];
  const saved = hash && (await copy.find(hash));
  if (saved && NEVER_CHANGES.test(address)) return saved;
  if (saved) return fromServer(request, saved);
  if (request.mode !== "navigate") return fetch(request);
  if (own(record.files, `${address}/`)) return fromServer(request, Response.redirect(`${scope}${address}/`));
  return fetch(request).catch(() => Response.redirect(scope + EXPLAINED));
}

/** Return the server's answer, or `saved` where it gives none in time. An error of its own is not an answer. */
async function fromServer(request, saved) {
  if (performance.now() - gone < GONE_MS) return saved;
  const late = new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  const response = await Promise.race([fetch(request).catch(() => null), late]);
  if (response && response.status < 500) return response;
  gone = performance.now();
  return saved;
}

const own = (files, address) => (Object.hasOwn(files, address) ? files[address] : null);

/** Throw the version before away, once no page but the one that has just been opened can need it, unless one is being saved. */
async function tidy(lock) {
  const record = lock && (await copy.read());
  if (!record || !Object.keys(record.older).length) return;
  if ((await clients.matchAll({ type: "window", includeUncontrolled: true })).length > 1) return;
  const tidied = { ...record, older: {} };
  await copy.write(tidied);
  await copy.keepOnly(tidied);
}
