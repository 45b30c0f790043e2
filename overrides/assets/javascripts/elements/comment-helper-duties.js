// What has to be done, in the order in which it is done: a step opens when the one before is ticked, and taking back a tick
// takes back those after it. What a step needs, a mail or a message, stands in it.
import { clock } from "../calendar.js";
import { button, COPY_FAILED, copyText, make, saveText, stamp } from "../dom.js";
import { messagePanel, registerPanel } from "./comment-helper-panels.js";
import { receipt } from "./comment-helper-words.js";

const PANELS = { register: registerPanel, "notify-author": messagePanel };
const FILE = "kvitto-kommentar.txt";

export class Duties {
  constructor(element, parts, words) {
    this.element = element;
    this.parts = parts;
    this.words = words;
    this.steps = [];
    parts["receipt-copy"].addEventListener("click", async () => this.said((await copyText(parts.receipt.textContent)) ? "Kvittot är kopierat." : COPY_FAILED));
    parts["receipt-save"].addEventListener("click", () => (saveText(FILE, parts.receipt.textContent), this.said(`Kvittot är sparat som ${FILE}.`)));
  }

  get begun() {
    return this.steps.some(({ at }) => at);
  }

  /** Show the steps of an advice, none of them done; an advice that is unsure has none. */
  show(found, context) {
    this.found = found;
    this.context = context;
    const steps = found.abstain ? [] : this.words.actions[found.action].steps;
    this.steps = steps.map((step, place) => this.build(step, place));
    this.parts.steps.replaceChildren(...this.steps.map(({ node }) => node));
    this.parts.duties.hidden = !steps.length;
    this.parts["steps-status"].textContent = "";
    this.render();
  }

  /** Tell the panels what has changed about the comment. */
  update(context) {
    this.context = context;
    for (const { panel } of this.steps) panel?.(context);
  }

  build(step, place) {
    const { copy, slots } = stamp(this.element, "step");
    const node = copy.firstElementChild;
    const id = `helper-step-${step.id}`;
    slots.box.id = id;
    slots.name.htmlFor = id;
    slots.name.textContent = `${place + 1}. ${step.name}`;
    slots.note.id = `${id}-note`;
    slots.box.setAttribute("aria-describedby", slots.note.id);
    slots.how.textContent = step.how;
    const clause = this.words.clauses[step.clause];
    if (clause) Object.assign(slots.clause, { textContent: clause.title, href: clause.href });
    else slots.clause.remove();
    slots.box.addEventListener("click", (event) => this.tick(place, event));
    const built = { step, node, slots, at: null };
    built.panel = this.panel(built);
    return built;
  }

  /** Put what the step needs into it; return the function that tells it what has changed, if any. */
  panel({ step, slots }) {
    if (step.id === "act-hide") {
      const line = make("p");
      const choose = button("Välj kanal", () => this.element.open("channel"));
      slots.body.append(line, choose);
      const fill = ({ channel }) => {
        line.textContent = channel ? `Utanför strategin, på ${channel.name}: ${channel.hide}` : "Vad ”dölj” gör skiljer sig mellan kanalerna.";
        choose.hidden = Boolean(channel);
      };
      fill(this.context);
      return fill;
    }
    return PANELS[step.id]?.({ element: this.element, body: slots.body, duties: this, words: this.words });
  }

  /** When the comment was removed or hidden; now, while it is not ticked. */
  get acted() {
    return this.steps.find(({ step }) => step.id.startsWith("act-")).at ?? new Date();
  }

  get blocks() {
    return this.words.actions[this.found.action].steps.some(({ id }) => id === "block");
  }

  tick(place, event) {
    const { slots } = this.steps[place];
    const first = this.steps.findIndex(({ at }) => !at);
    if (slots.box.checked && first < place) {
      event.preventDefault();
      return this.tell(`Gör steg ${first + 1} först: ${this.steps[first].step.name}.`);
    }
    if (slots.box.checked) {
      this.steps[place].at = new Date();
      const next = this.steps[place + 1];
      this.tell(`Steg ${place + 1} är klart.${next ? ` Nästa: ${next.step.name}.` : ""}`);
    } else this.takeBack(place);
    this.render();
    if (slots.box.checked && place === this.steps.length - 1) this.parts["receipt-heading"].focus();
  }

  takeBack(place) {
    const later = this.steps.slice(place + 1).filter(({ at }) => at);
    for (const one of [this.steps[place], ...later]) one.at = null;
    const also = later.length ? ` Stegen efter är inte heller bockade: ${later.map(({ step }) => step.name).join(", ")}.` : "";
    this.tell(`Steg ${place + 1} är inte längre bockat.${also}`);
  }

  render() {
    const first = this.steps.findIndex(({ at }) => !at);
    for (const [place, { node, slots, at, panel }] of this.steps.entries()) {
      const state = at ? "done" : place === first ? "now" : "later";
      node.dataset.state = state;
      if (state === "now") node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
      slots.box.checked = Boolean(at);
      slots.box.setAttribute("aria-disabled", String(state === "later"));
      slots.note.textContent = { done: `Klart ${at && clock(at)}`, now: "", later: `Öppnas när steg ${place} är bockat.` }[state];
      slots.note.hidden = state === "now";
      slots.body.hidden = state !== "now";
      if (state === "now") panel?.(this.context);
    }
    this.parts["receipt-box"].hidden = !this.steps.length || first >= 0;
    if (this.steps.length && first < 0) this.parts.receipt.textContent = receipt(this.found, this.context, this.steps, this.words);
    this.said("");
  }

  tell(text) {
    this.parts["steps-status"].textContent = text;
  }

  said(text) {
    this.parts["receipt-status"].textContent = text;
  }
}
