// One question to the engine about the files, with a progress line and a way to stop.
import { onState, work } from "../python.js";
import { showTrouble } from "../trouble.js";
import { progressWords } from "./post-metrics-words.js";

const SLOW_MS = 30_000;

export class Run {
  /** `failed(error)` is called with what the engine refuses, in words; `stopped()` when the person has stopped it. */
  constructor(parts, { failed, stopped }) {
    Object.assign(this, { parts, failed, stopped, round: 0 }); // round: an answer that comes after a newer question is not wanted
    parts.stop.addEventListener("click", () => (this.cancel(), this.stopped()));
    parts.retry.addEventListener("click", () => this.repeat?.());
    onState((state) => (this.engine = state));
  }

  /** Leave the question: its answer would not be about the whole, or not about what is chosen now. */
  cancel() {
    this.work?.stop();
    this.work = null;
    this.round++;
    this.parts.progress.hidden = this.parts.trouble.hidden = true;
  }

  /**
   * Ask `name` about `entries` with `more` in the payload; return null where nothing came of it. `told` shows how it goes in
   * words; `repeat` is what "Försök igen" does.
   */
  async ask(name, entries, more, { told, repeat, slot }) {
    this.cancel();
    const { round } = this;
    this.repeat = repeat;
    const mapping = Object.fromEntries(entries.filter((entry) => entry.mapping).map((entry) => [entry.name, entry.mapping]));
    const payload = { files: entries.map((entry) => ({ name: entry.name })), mapping, ...more };
    told(this.engine === "ready" ? "Läser …" : "Verktyget laddas. Filerna läses så fort det är klart.");
    const slow = setTimeout(() => this.engine !== "ready" && showTrouble(this.parts, "slow"), SLOW_MS);
    slot.append(this.parts.progress); // beside what was pressed
    this.parts["progress-bar"].removeAttribute("value");
    this.parts["progress-text"].textContent = "Läser filerna …";
    this.parts.progress.hidden = false;
    try {
      this.work = work(name, payload, (progress) => round === this.round && this.show(progress), entries.map(({ file }) => file));
      const answer = await this.work.answer;
      if (round !== this.round) return null;
      this.parts.trouble.hidden = true;
      told("");
      if (!answer.error) return answer;
      this.failed(answer.error);
    } catch (trouble) {
      if (round !== this.round) return null;
      told("");
      showTrouble(this.parts, trouble.kind ?? "crash");
      if (!trouble.kind) throw trouble;
    } finally {
      clearTimeout(slow);
      if (round === this.round) this.parts.progress.hidden = true;
    }
    return null;
  }

  show(progress) {
    const { text, percent } = progressWords(progress);
    this.parts["progress-text"].textContent = text;
    if (percent === null) this.parts["progress-bar"].removeAttribute("value");
    else this.parts["progress-bar"].value = percent;
  }
}
