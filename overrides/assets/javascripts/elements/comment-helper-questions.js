// The questions, one at a time. They stand in the page; the data says where an answer leads and what it means.
import { button, make } from "../dom.js";

export class Questions {
  /**
   * `moved` is called after every step with {ended, unsure, reasons, answers}; `leaves` is asked before an advice that came of
   * the answers is given up.
   */
  constructor(element, parts, questions, moved, leaves) {
    this.parts = parts;
    this.questions = questions;
    this.moved = moved;
    this.leaves = leaves;
    this.fieldsets = new Map([...element.querySelectorAll("[data-question]")].map((node) => [node.dataset.question, node]));
    parts.next.addEventListener("click", () => this.next());
    parts.back.addEventListener("click", () => this.goTo(this.path.length - 1));
    parts.restart.addEventListener("click", () => this.restart());
    this.clear();
  }

  get start() {
    return this.fieldsets.keys().next().value;
  }

  clear() {
    this.path = []; // [{question, answer}] of what has been answered
    this.given = new Map(); // the last answer to each question, also after stepping back
    this.current = this.start; // "" when there is nothing more to ask
    for (const box of this.boxes()) box.checked = false;
    this.render();
  }

  restart() {
    if (!this.leaves()) return;
    this.clear();
    this.focus();
    this.tell();
  }

  boxes(question = "") {
    const fieldsets = question ? [this.fieldsets.get(question)] : [...this.fieldsets.values()];
    return fieldsets.flatMap((fieldset) => [...fieldset.querySelectorAll("input")]);
  }

  next() {
    const chosen = this.boxes(this.current).find((box) => box.checked);
    this.error(chosen ? "" : "Välj ett svar.");
    if (!chosen) return this.boxes(this.current)[0].focus();
    this.path.push({ question: this.current, answer: chosen.value });
    if (this.given.get(this.current) !== chosen.value) this.forget();
    this.given.set(this.current, chosen.value);
    this.current = this.answer(this.path.at(-1)).next;
    this.render();
    this.tell();
    if (this.current) this.focus();
  }

  /** Forget what was answered on another way than this one: it is no answer here. */
  forget() {
    const asked = this.path.map(({ question }) => question);
    for (const question of this.fieldsets.keys()) {
      if (asked.includes(question)) continue;
      this.given.delete(question);
      for (const box of this.boxes(question)) box.checked = false;
    }
  }

  /** Ask the question at this place in the path again; what came after it is asked anew. */
  goTo(place) {
    if (!this.leaves()) return;
    this.error("");
    this.current = this.path[place].question;
    this.path = this.path.slice(0, place);
    this.render();
    this.focus();
    this.tell();
  }

  answer({ question, answer }) {
    return this.questions[question][answer];
  }

  tell() {
    const given = this.path.map((step) => this.answer(step));
    this.moved({
      ended: !this.current,
      unsure: given.some(({ unsure }) => unsure),
      reasons: [...new Set(given.map(({ reason }) => reason).filter(Boolean))].sort(),
      answers: this.path.map((step) => ({ question: this.textOf(step.question), answer: this.answer(step).text })),
    });
  }

  textOf(question) {
    return this.fieldsets.get(question).querySelector("legend").lastChild.textContent.trim();
  }

  render() {
    const { next, back, restart, answered, answers } = this.parts;
    for (const [question, fieldset] of this.fieldsets) fieldset.hidden = question !== this.current;
    if (this.current) this.fieldsets.get(this.current).querySelector("[data-number]").textContent = `Fråga ${this.path.length + 1}`;
    next.hidden = !this.current;
    back.hidden = restart.hidden = answered.hidden = !this.path.length;
    answers.replaceChildren(...this.path.map((step, place) => this.line(step, place)));
  }

  line(step, place) {
    const line = make("li");
    const change = button("Ändra", () => this.goTo(place));
    change.append(make("span", ` svaret på: ${this.textOf(step.question)}`, { className: "visually-hidden" }));
    const told = make("div");
    told.append(make("span", this.textOf(step.question), { className: "helper-answers__question" }), " ", make("strong", this.answer(step).text));
    line.append(told, change);
    return line;
  }

  error(text) {
    const fieldset = this.fieldsets.get(this.current);
    if (fieldset) Object.assign(fieldset.querySelector(".field__error"), { hidden: !text, textContent: text });
  }

  focus() {
    this.fieldsets.get(this.current).querySelector("legend").focus();
  }
}
