// The service worker of a site that is built with `extra: offline: false`: takes the place of the one that people have, throws
// away what it has saved, and leaves.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(savedCopy(registration.scope).remove().then(() => registration.unregister())));
