// One question to the engine about the files, with a progress line and a way to stop.
import { EngineWait } from "../engine-wait.js";
import { work } from "../python.js";
import { progressWords } from "./post-metrics-words.js";

export class Run {
  /** `failed(error)` is called with what the engine refuses, in words; `stopped()` when the person has stopped it. */
  constructor(parts, { failed, stopped }) {
    Object.assign(this, { parts, failed, stopped, round: 0 }); // round: an answer that comes after a newer question is not wanted
    parts.stop.addEventListener("click", () => (this.cancel(), this.stopped()));
    this.wait = new EngineWait(parts, () => this.repeat());
  }

  /** Leave the question: its answer would not be about the whole, or not about what is chosen now. */
  cancel() {
    this.work?.stop();
    this.work = null;
    this.round++;
    this.parts.progress.hidden = this.parts.trouble.hidden = true;
  }

  /**
   * Ask `name` about `entries` with `more` in the payload; return null where nothing came of it. `status` is the line that says how
   * it goes; `repeat` is what "Försök igen" does.
   */
  async ask(name, entries, more, { status, repeat, slot }) {
    this.cancel();
    const { round } = this;
    this.repeat = repeat;
    const mapping = Object.fromEntries(entries.filter((entry) => entry.mapping).map((entry) => [entry.name, entry.mapping]));
    const payload = { files: entries.map((entry) => ({ name: entry.name })), mapping, ...more };
    slot.append(this.parts.progress); // beside what was pressed
    this.parts["progress-bar"].removeAttribute("value");
    this.parts["progress-text"].textContent = "Läser filerna …";
    this.parts.progress.hidden = this.wait.state !== "ready"; // the files are not read before Python is here
    const wanted = () => round === this.round;
    const read = async () => {
      this.work = work(name, payload, (progress) => wanted() && this.show(progress), entries.map(({ file }) => file));
      const answer = await this.work.answer;
      if (!wanted()) return null;
      if (!answer.error) return answer;
      this.failed(answer.error);
      return null;
    };
    const waiting = { working: "Läser …", loading: "Verktyget laddas. Filerna läses så fort det är klart.", status, button: null, wanted };
    const answer = await this.wait.during(read, waiting).finally(() => wanted() && (this.parts.progress.hidden = true));
    return answer ?? null;
  }

  show(progress) {
    this.parts.progress.hidden = false;
    const { text, percent } = progressWords(progress);
    this.parts["progress-text"].textContent = text;
    if (percent === null) this.parts["progress-bar"].removeAttribute("value");
    else this.parts["progress-bar"].value = percent;
  }
}
