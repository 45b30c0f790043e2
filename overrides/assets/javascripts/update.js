// Whether the site has been published anew since this page was opened: the files that the page still needs may then be gone.

const OWN = /assets\/app-[^/]+\//; // the folder of a version's own files
const WAIT_MS = 5_000;

/** Return whether the page, fetched now, belongs to another version than the one that runs here; false where nobody can tell. */
export async function isOutdated() {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", signal: AbortSignal.timeout(WAIT_MS) });
    const [folder] = OWN.exec(await answer.text()) ?? [];
    return Boolean(folder) && !import.meta.url.includes(folder);
  } catch {
    return false;
  }
}
