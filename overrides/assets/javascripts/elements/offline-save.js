// Saves the site on the device when the person asks for it, and shows what is saved: how old it is, how to renew and remove it.
import { copy, missing, needed, offered, registered, remove, root, save, SaveFailed } from "./offline-download.js";
import { failed, incomplete, newer, progress, REMOVED, saved, toSave, UNAVAILABLE } from "./offline-words.js";
import { parts } from "../dom.js";

const sum = (files, column) => files.reduce((total, [, row]) => total + row[column], 0);
const size = (files) => sum(Object.entries(files), 1);

class OfflineSave extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    const { save: saving, update, stop, remove: removing } = this.parts;
    for (const button of [saving, update]) button.addEventListener("click", () => this.save());
    stop.addEventListener("click", () => this.stopping.abort());
    removing.addEventListener("click", () => this.remove());
    this.querySelector(".notice--script").hidden = true; // the script has come, though the answer may take a while
    this.parts.box.classList.remove("with-script");
    this.examine();
  }

  /** Find out what is saved and what the server offers, and show it; `result` is what was just done, and is said too. */
  async examine(result = "") {
    const [state, more, buttons] = await this.state();
    this.show(state, more, buttons, result);
    this.dataset.ready = "";
  }

  /** Return the sentence about how it is, what more there is to say, and the buttons. */
  async state() {
    const obstacle = await findObstacle();
    if (obstacle) return [UNAVAILABLE[obstacle], "", []];
    const record = await copy.read();
    this.manifest = await offered().catch(() => undefined);
    if (this.manifest === null) {
      if (record) await remove();
      return [UNAVAILABLE[record ? "withdrawn" : "off"], "", []];
    }
    const missed = record ? await missing(record.files) : [];
    const whole = !missed.length && (await registered());
    if (!this.manifest) return record && whole ? [...saved(record, size(record.files), false), ["remove"]] : [UNAVAILABLE.unreachable, "", record ? ["remove"] : []];
    const files = needed(this.manifest);
    const lacking = await missing(files);
    // What a closed tab left half-done is of no use to anybody; where another tab is at it, it is left alone.
    if (!record) await navigator.locks.request(root, { ifAvailable: true }, (lock) => lock && copy.remove());
    if (!record) return [...toSave(sum(lacking, 2), sum(Object.entries(files), 1)), ["save"]];
    if (record.version !== this.manifest.version) return [...newer(record, sum(lacking, 2)), ["update", "remove"]];
    return whole ? [...saved(record, size(record.files), true), ["remove"]] : [...incomplete(sum(lacking, 2)), ["save", "remove"]];
  }

  /** Save, in one tab at a time: two would clean up each other's unfinished work. */
  save() {
    this.stopping = new AbortController();
    return navigator.locks.request(root, { ifAvailable: true }, async (lock) => {
      if (!lock) return this.examine(failed("elsewhere"));
      const had = Boolean(await copy.read());
      const { loading, "loading-bar": bar, "loading-text": text, stop } = this.parts;
      this.show("Sparar …", "", ["stop"]);
      stop.focus();
      loading.hidden = false;
      try {
        await save(this.manifest, (received, total) => {
          bar.value = total ? received / total : 1;
          text.textContent = progress(received, total);
        }, this.stopping.signal);
        await this.examine();
      } catch (error) {
        if (!(error instanceof SaveFailed)) throw error;
        console.info(`not saved: ${error.kind}: ${error.message}`);
        await this.examine(failed(error.kind, had));
      } finally {
        loading.hidden = true;
      }
    });
  }

  async remove() {
    await remove();
    await this.examine(REMOVED);
  }

  show(state, more, buttons, result = "") {
    const held = this.contains(document.activeElement) && document.activeElement;
    this.parts.state.textContent = state;
    for (const [name, text] of Object.entries({ more, result })) {
      this.parts[name].textContent = text;
      this.parts[name].hidden = !text;
    }
    for (const name of ["save", "update", "stop", "remove"]) this.parts[name].hidden = !buttons.includes(name);
    if (held.hidden) this.parts.state.focus(); // not that of who reads on elsewhere
  }
}

/** Return why the browser cannot save here, or "" where it can. Asking some of this throws where storage is forbidden. */
async function findObstacle() {
  if (window !== top) return "frame";
  if (!isSecureContext) return "insecure";
  try {
    await caches.has("");
    await registered();
    return "";
  } catch {
    return "forbidden";
  }
}

customElements.define("offline-save", OfflineSave);
