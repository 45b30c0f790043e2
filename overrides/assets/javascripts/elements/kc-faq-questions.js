// The list of questions in a form: add, move, take away and take back. The first one stands in the page, the rest are stamped.
import { stamp } from "../dom.js";

const PLACEHOLDER = "-0"; // where a stamped question's ids and names get their number
const NO_FURTHER = { up: "Frågan står redan först.", down: "Frågan står redan sist.", remove: "Minst en fråga behöver finnas kvar. Töm fälten i stället." };

export class Questions {
  /** `changed` is called when the list has changed, with what to tell. */
  constructor(element, parts, changed) {
    Object.assign(this, { element, parts, changed, serial: 1, removed: [] }); // removed: [question, its place], the latest last
    parts.questions.addEventListener("click", ({ target }) => this.act(target.closest("[data-action]")));
    parts.add.addEventListener("click", () => this.add());
    parts["undo-button"].addEventListener("click", () => this.undo());
    this.number();
  }

  get all() {
    return [...this.parts.questions.children];
  }

  /** The name of a question's field; its number in names and ids stays when it moves. */
  static nameOf(field, question) {
    return question ? `${field}-${question.dataset.serial}` : field;
  }

  /** Begin anew with one empty question. */
  clear() {
    this.removed = [];
    this.parts.questions.replaceChildren();
    this.append();
    this.showUndo();
  }

  append() {
    const { copy } = stamp(this.element, "question");
    this.serial += 1;
    for (const node of copy.querySelectorAll("*")) {
      for (const attribute of node.attributes) attribute.value = attribute.value.replaceAll(PLACEHOLDER, `-${this.serial}`);
    }
    const question = copy.firstElementChild;
    question.dataset.serial = this.serial;
    this.parts.questions.append(question);
    this.number();
    return question;
  }

  /** Add a question; the one who answers is most often the same as last time. */
  add() {
    const who = (question) => question.querySelector('[name^="who-"]');
    const last = this.all.at(-1);
    const question = this.append();
    who(question).value = who(last).value;
    this.changed("");
    question.querySelector("textarea").focus();
  }

  act(button) {
    if (!button) return;
    const { action } = button.dataset;
    const question = button.closest("li");
    if (button.ariaDisabled === "true") this.changed(NO_FURTHER[action]);
    else if (action === "remove") this.remove(question);
    else this.move(question, action, button);
  }

  /** Let the neighbour change place, so that the button that was pressed keeps the focus. */
  move(question, action, button) {
    if (action === "up") question.after(question.previousElementSibling);
    else question.before(question.nextElementSibling);
    this.number();
    this.changed(`Frågan är nu nummer ${this.all.indexOf(question) + 1} av ${this.all.length}.`);
    button.scrollIntoView({ block: "nearest" });
  }

  remove(question) {
    this.removed.push([question, this.all.indexOf(question)]);
    question.remove();
    this.number();
    this.changed("");
    this.showUndo();
    this.parts["undo-button"].focus();
  }

  undo() {
    const [question, place] = this.removed.pop();
    this.parts.questions.insertBefore(question, this.all[place] ?? null);
    this.number();
    this.changed(`Fråga ${this.all.indexOf(question) + 1} är tillbaka.`);
    this.showUndo();
    question.querySelector("textarea").focus();
  }

  showUndo() {
    this.parts.undo.hidden = !this.removed.length;
    if (this.removed.length) this.parts["undo-text"].textContent = `Fråga ${this.removed.at(-1)[1] + 1} är borttagen.`;
  }

  number() {
    const { all } = this;
    for (const [i, question] of all.entries()) {
      for (const node of question.querySelectorAll("[data-number]")) node.textContent = i + 1;
      const stuck = { up: i === 0, down: i === all.length - 1, remove: all.length === 1 };
      for (const button of question.querySelectorAll("[data-action]")) button.setAttribute("aria-disabled", stuck[button.dataset.action]);
    }
  }
}
