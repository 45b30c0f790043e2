// A line on top of a page for who has saved the site: that the server does not answer, or that there is a newer version. Where
// the server no longer offers to save, what was saved is removed. Loaded only where a service worker of ours is at work.
import { copy, offered, registered, remove, root } from "./offline-download.js";
import { NEWER, silent, UPDATE } from "./offline-words.js";
import { make } from "../dom.js";

const worker = (await registered())?.active;
const record = worker && (await copy.read());
if (record) {
  worker.postMessage("opened"); // so that it can throw away the version before
  const manifest = await offered().catch(() => undefined);
  if (manifest === null) await remove();
  else if (!manifest) tell(silent(record));
  else if (manifest.version !== record.version) tell(`${NEWER} `, make("a", UPDATE, { href: `${root}om/utan-nat/` }));
}

function tell(...words) {
  const line = make("p", "", { className: "notice" });
  line.append(...words);
  document.querySelector("h1")?.before(line);
}
