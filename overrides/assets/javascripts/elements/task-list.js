// A checklist: real checkboxes that the page already holds. This shows the tasks whose facts hold, counts, remembers and writes
// the receipt. What the draft check saw (see) counts until the person says something else.
import { fullDay, today } from "../calendar.js";
import { COPY_FAILED, copyText, make, parts, saveText } from "../dom.js";
import { count, Ticks } from "./task-list-ticks.js";
import { asText, note, progress, rest } from "./task-list-words.js";

const NOT_KEPT = "Webbläsaren låter oss inte spara på den här enheten. Bockarna försvinner när du lämnar sidan. Ladda ner kvittot om du vill ha dem kvar.";
const KEPT = "Bockarna sparas bara i den här webbläsaren, på den här enheten.";
const BROKEN = "Det som var sparat gick inte att läsa, så listan börjar om. ";
const NEVER_KEPT = "Bockarna hör till det här utkastet och sparas inte. Ladda ner kvittot om du vill ha dem kvar.";

class TaskList extends HTMLElement {
  connectedCallback() {
    if (this.ticks) return; // moved within the page
    const { list, version, remember } = this.dataset;
    this.parts = parts(this);
    this.tasks = [...this.querySelectorAll("[data-task]")].map((node) => task(node));
    this.facts = [...this.querySelectorAll("[data-fact]")];
    const early = [...this.tasks.map(({ box }) => box), ...this.facts].filter((box) => box.checked); // before this script had come
    this.forget();
    this.ticks = new Ticks({ list, version: Number(version), remember: remember === "yes" }, () => this.render());
    for (const { id, box } of this.tasks) box.addEventListener("change", () => this.tick(id, box.checked));
    for (const box of this.facts) box.addEventListener("change", () => this.say(box));
    for (const link of this.querySelectorAll("a[href]")) link.dataset.address = link.href.replace(/^https?:\/\//, "");
    const { print, copy, download, clear } = this.parts;
    print.addEventListener("click", () => window.print());
    copy.addEventListener("click", () => this.copy());
    download.addEventListener("click", () => this.download());
    clear.addEventListener("click", () => this.clear());
    this.parts["undo-button"].addEventListener("click", () => this.undo());
    addEventListener("beforeprint", () => (this.parts.date.textContent = fullDay(today())));
    this.parts.date.textContent = fullDay(today());
    this.dataset.ready = "";
    this.render();
    for (const box of early) if (!box.checked) box.click();
  }

  /** Take what a check of a draft saw: {facts: [ids], tasks: {id: {state, why, links, aside}}}. The person's own answers stand. */
  see({ facts, tasks }) {
    this.machine = { facts, tasks };
    this.render();
  }

  /** Forget what the machine saw and what the person said against it. */
  forget() {
    this.machine = { facts: [], tasks: {} };
    this.own = { tasks: {}, facts: {} };
  }

  /** Begin anew, without a way back: the draft is gone. */
  reset() {
    this.forget();
    this.ticks.change(empty);
    this.parts.undo.hidden = true;
    this.parts.told.textContent = "";
    this.render();
  }

  holds(id) {
    return this.own.facts[id] ?? (this.ticks.state.facts[id] || this.machine.facts.includes(id));
  }

  done(id) {
    return this.own.tasks[id] ?? (Object.hasOwn(this.ticks.state.ticked, id) || this.machine.tasks[id]?.state === "yes");
  }

  tick(id, checked) {
    if (!this.ticks.remember) this.own.tasks[id] = checked;
    this.ticks.change(({ ticked, older }) => {
      delete ticked[id];
      delete older[id];
      if (checked) ticked[id] = today();
    });
    this.onChange();
  }

  /** Let a fact hold or not, and with it what it implies, or what implies it. */
  say({ checked, dataset: { fact, implies } }) {
    const others = checked ? [implies] : this.facts.filter((box) => box.dataset.implies === fact).map((box) => box.dataset.fact);
    const changed = [fact, ...others].filter(Boolean);
    this.ticks.change(({ facts }) => {
      for (const id of changed) {
        if (!this.ticks.remember) this.own.facts[id] = checked;
        delete facts[id];
        if (checked) facts[id] = true;
      }
    });
    this.onChange();
  }

  onChange() {
    this.parts.undo.hidden = true;
    this.parts.told.textContent = "";
    this.render();
  }

  render() {
    const { state, remember, kept, broken } = this.ticks;
    for (const box of this.facts) box.checked = this.holds(box.dataset.fact);
    for (const task of this.tasks) this.show(task);
    const shown = this.shown;
    const all = shown.length;
    const done = shown.filter(({ box }) => box.checked).length;
    const { bar, memory } = this.parts;
    for (const part of ["progress", "tally"]) tell(this.parts[part], progress(done, all));
    Object.assign(bar, { value: done, max: all });
    Object.assign(this.parts.rest, { textContent: rest(this.tasks.length - all), hidden: all === this.tasks.length });
    this.parts.done.hidden = !all || done < all;
    this.parts.clear.disabled = ![state.ticked, state.facts, state.older, this.own.tasks, this.own.facts].some((part) => Object.keys(part).length);
    Object.assign(memory, { hidden: false, textContent: (broken ? BROKEN : "") + (!remember ? NEVER_KEPT : kept ? KEPT : NOT_KEPT) });
  }

  get shown() {
    return this.tasks.filter(({ when }) => !when || this.holds(when));
  }

  show({ id, when, node, box, note: line, links }) {
    const { ticked, older } = this.ticks.state;
    const machine = this.machine.tasks[id];
    node.hidden = Boolean(when) && !this.holds(when);
    box.checked = this.done(id);
    node.dataset.state = box.checked ? "done" : machine?.state === "no" ? "no" : older[id] ? "old" : "ask";
    node.toggleAttribute("data-objected", machine?.state === "no");
    line.textContent = note({ machine, aside: machine?.aside, done: box.checked, day: this.ticks.remember && ticked[id], olderDay: older[id] });
    links.replaceChildren(...(machine?.links ?? []).flatMap(({ text, href }) => [make("a", text, { href }), " "]));
  }

  /** The list as it stands, for the words. */
  get data() {
    const { name, version, source } = this.dataset;
    const facts = this.facts.filter((box) => box.checked).map((box) => box.parentElement.textContent.trim());
    const tasks = this.shown.map(({ text, box, note }) => ({ text, done: box.checked, told: note.textContent }));
    return { name, version, source, facts, tasks };
  }

  get receipt() {
    return asText(this.data, new Date());
  }

  async copy() {
    this.parts.told.textContent = (await copyText(asText(this.data))) ? "Listan är kopierad." : COPY_FAILED;
  }

  download() {
    const file = `checklista-${this.dataset.slug}-${today()}.txt`;
    saveText(file, this.receipt);
    this.parts.told.textContent = `Kvittot är nedladdat som ${file}.`;
  }

  /** Untick everything that this list knows of, with a way back. */
  clear() {
    this.before = structuredClone({ state: this.ticks.state, own: this.own });
    this.own = { tasks: {}, facts: {} };
    this.ticks.change((state) => empty(state, this.known));
    this.render();
    this.parts.told.textContent = "";
    this.parts.undo.hidden = false;
    this.parts["undo-button"].focus();
  }

  undo() {
    this.own = this.before.own;
    this.ticks.change((state) => Object.assign(state, this.before.state));
    this.onChange();
    this.parts.told.textContent = "Bockarna är tillbaka.";
    this.parts.clear.focus();
  }

  get known() {
    return [...this.tasks.map(({ id }) => id), ...this.facts.map((box) => box.dataset.fact)];
  }
}

function task(node) {
  const { task: id, when } = node.dataset;
  const box = node.querySelector("input");
  const text = node.querySelector("label").textContent;
  return { id, when, node, box, text, note: node.querySelector("[data-note-text]"), links: node.querySelector("[data-note-links]") };
}

/** Write into a live region only what is new, or it is read out again. */
function tell(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Take away the ticks and facts of these ids, or all of them. */
function empty({ ticked, facts, older }, ids = null) {
  for (const part of [ticked, facts, older]) for (const id of ids ?? Object.keys(part)) delete part[id];
}

customElements.define("task-list", TaskList);
