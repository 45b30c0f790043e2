// How a tool waits for the engine, the same in every tool: when Python is fetched, what the person sees meanwhile (the bytes,
// in widgets/engine-loading.html), what happens when it does not come, and the way to try again.
import { onState, restart, start } from "./python.js";
import { explain, showTrouble } from "./trouble.js";

const TOUCHED_MS = 1_000; // what a person who has only touched the form does not notice
const PRESSED_MS = 300;
const NO_IDLE_MS = 500; // after the page has loaded, where a browser does not say when it is idle
const megabytes = (bytes) => (bytes / 1e6).toLocaleString("sv", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const saving = () => Boolean(navigator.connection?.saveData);

/**
 * Start Python when it pays: when the page has loaded and is idle, or as soon as the person touches `form`. For who saves
 * data, or where the tool is one thing among others on the page (`idle` false), only the latter, and a swipe is no touch.
 */
function startWhenItPays(form, { idle = true } = {}) {
  const early = idle && !saving();
  for (const touch of ["focusin", early ? "pointerdown" : "click"]) form.addEventListener(touch, start, { once: true });
  if (!early) return;
  const rest = () => (window.requestIdleCallback ? requestIdleCallback(start) : setTimeout(start, NO_IDLE_MS));
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest, { once: true });
}

export class EngineWait {
  /** `again()` is what "Försök igen" does; `touch` the part of the tool that needs Python. */
  constructor(parts, again, { touch = parts.form, idle = true } = {}) {
    Object.assign(this, { parts, again, asked: null, expecting: false, passing: "" });
    touch.addEventListener("focusin", () => this.expect(TOUCHED_MS), { once: true });
    parts.retry.addEventListener("click", () => this.retry());
    onState((state, progress) => (Object.assign(this, { state, progress }), this.render()));
    startWhenItPays(touch, { idle });
    if (saving()) this.tellCost();
  }

  get busy() {
    return Boolean(this.asked);
  }

  /**
   * Do `action`, which asks the engine, and return what it returns; where the engine fails the person is told, and it is
   * undefined. Meanwhile `status` says `working`, or `loading` while Python is not here yet, and `button` cannot be pressed.
   * `wanted()`: the answer still matters.
   */
  async during(action, { working, loading, status = this.parts.status, button = this.parts.submit, wanted = () => true }) {
    const asked = { working, loading, status, wanted, said: this.state === "ready" ? working : loading };
    this.asked = asked;
    this.passing = this.failed = "";
    this.parts.trouble.hidden = true;
    button?.setAttribute("aria-disabled", "true");
    status.textContent = asked.said;
    this.expect(PRESSED_MS);
    this.render();
    try {
      return await action();
    } catch (failure) {
      this.failed = await explain(failure.kind ?? "crash");
      if (wanted()) showTrouble(this.parts, this.failed);
      if (!failure.kind) throw failure;
    } finally {
      if (this.asked === asked) {
        this.say("");
        this.asked = null;
        button?.removeAttribute("aria-disabled");
      }
    }
  }

  /** Change what the status line says, unless somebody else has said something there. */
  say(text) {
    const { status, said } = this.asked;
    if (status.textContent === said && said !== text) status.textContent = this.asked.said = text;
  }

  /** From `ms` from now on the person sees how the loading goes. */
  expect(ms) {
    setTimeout(() => ((this.expecting = true), this.render()), ms);
  }

  retry() {
    const { form, submit } = this.parts;
    if (this.failed === "updated") return location.reload();
    (submit.hidden ? form.querySelector("input") : submit).focus();
    if (this.passing) restart();
    else this.again();
  }

  /** Show how the loading goes. Only its start and end are heard: the numbers stand outside the live region. */
  render() {
    const { loading, "loading-text": text, "loading-bar": bar } = this.parts;
    const under = this.state === "loading" || this.state === "starting";
    loading.hidden = !(under && this.expecting) && !(this.cost && this.state === "off");
    if (under) {
      text.textContent = this.words();
      bar.hidden = false;
      bar.value = this.state === "starting" ? 1 : Math.min(1, this.progress.received / this.progress.total || 0);
    }
    if (this.asked) this.tellPassing(under);
  }

  words() {
    const { received, total } = this.progress;
    if (this.state === "starting") return "Startar verktyget …";
    if (received === null) return "Hämtar verktyget …";
    return `Hämtar verktyget: ${megabytes(received)}${received > total ? "" : ` av ${megabytes(total)}`} MB`;
  }

  /** Say so when nothing more comes, and take it back when something does. */
  tellPassing(under) {
    const passing = under && this.progress.quiet ? (this.state === "loading" ? "stalled" : "slow") : "";
    if (passing && !this.passing && this.asked.wanted()) this.say(`${showTrouble(this.parts, passing)}.`);
    else if (!passing) {
      if (this.passing) this.parts.trouble.hidden = true;
      this.say(this.state === "ready" ? this.asked.working : this.asked.loading);
    }
    this.passing = passing;
  }

  /** For who saves data: say what the first use costs, before it does. */
  async tellCost() {
    const { DOWNLOAD_BYTES: bytes } = await import("./config.js").catch(() => ({}));
    if (!bytes || this.state !== "off") return;
    this.cost = true;
    this.parts["loading-text"].textContent = `Verktyget hämtas första gången du använder det, ungefär ${Math.round(bytes / 1e6)} MB.`;
    this.parts["loading-bar"].hidden = true;
    this.render();
  }
}
