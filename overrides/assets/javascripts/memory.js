// What a person has ticked or answered, kept on this device by localStorage. Texts that someone writes are never kept here.
// Storage may be forbidden (a cross-site frame, a strict browser) or full: then nothing is kept, and keep() says so.

const PREFIX = "checklists:";

/** Return what was kept under `key`, or null where there is nothing, nothing readable or no storage. */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

/** Return whether something is kept under `key` that nobody can read: it is as if nothing were, and is written over. */
export function isBroken(key) {
  try {
    const data = recall(key);
    return localStorage.getItem(PREFIX + key) !== null && (typeof data !== "object" || data === null || Array.isArray(data));
  } catch {
    return false;
  }
}

/** Keep plain data under `key` and return whether it went well. */
export function keep(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Return whether the browser lets us keep anything at all. */
export function canKeep() {
  const can = keep("probe", 1);
  forget("probe");
  return can;
}

/** Forget what was kept under `key`. */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept
  }
}

/** Call `listener(value)` when another tab has changed what is kept under `key`. */
export function onKept(key, listener) {
  addEventListener("storage", (event) => {
    if (event.key === PREFIX + key || event.key === null) listener(recall(key));
  });
}
