// Frågor och svar till kontaktcenter: puts what is filled in together to a text to send. The page holds the words and their
// order (overrides/widgets/kc-faq.html). Nothing is stored, so leaving the page with something uncopied gives a warning.
import { moment } from "../calendar.js";
import { copyText, make, parts, saveText } from "../dom.js";
import { showErrors } from "../errors.js";
import { showText } from "./kc-faq-preview.js";
import { Questions } from "./kc-faq-questions.js";
import { mailAddress, READERS } from "./kc-faq-words.js";

const MAIL_LIMIT = 2000; // Windows hands no longer addresses to a mail program
const MAIL_OPENS_MS = 1000;
const FILE = "fragor-och-svar-till-kontaktcenter.txt";
const ANYWAY = { copy: "Kopiera ändå", download: "Ladda ner ändå", mail: "Öppna mejlet ändå" };
const BAD_ADDRESS = ["to", "Skriv hela mejladressen, till exempel namn@helsingborg.se, eller lämna fältet tomt."];

class KcFaq extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.words = JSON.parse(this.parts.words.textContent);
    this.questions = new Questions(this, this.parts, (told) => this.onQuestions(told));
    const { form, anyway, clear } = this.parts;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => this.onInput(target));
    for (const way of Object.keys(ANYWAY)) this.parts[way].addEventListener("click", () => this.deliver(way));
    anyway.addEventListener("click", () => this.insist());
    clear.addEventListener("click", () => this.clear());
    this.parts["long-button"].addEventListener("click", () => this.copyAndMail());
    this.render();
    this.uncopied = !this.empty; // a browser may bring back what was typed here
    this.dataset.ready = "";
  }

  get empty() {
    return [...this.parts.form.querySelectorAll("[name]")].every((field) => (field.type === "checkbox" ? !field.checked : !field.value.trim()));
  }

  /** Whether something is typed that is neither copied nor downloaded. */
  set uncopied(value) {
    this.waiting = value;
    window[value ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
  }

  onInput(target) {
    this.settle(target.closest("[data-field]"));
    this.onChange();
  }

  /** Questions came, went or changed places: errors that name them by number no longer hold. */
  onQuestions(told) {
    if (!this.parts.errors.hidden) showErrors(this, this.parts, []);
    this.parts.status.textContent = told;
    this.onChange();
  }

  onChange() {
    this.uncopied = !this.empty;
    this.parts.long.hidden = true;
    this.tell("");
    this.render();
  }

  value(field, question) {
    if (field === "written") return this.blank ? "" : moment(new Date());
    const { elements } = this.parts.form;
    return (READERS[field]?.(elements) ?? elements[Questions.nameOf(field, question)].value).trim();
  }

  /** Whether the text needs this line. */
  asks(line) {
    return line.error && (!line.with || this.value(line.with));
  }

  render() {
    this.blank = this.empty;
    const { title, sections } = this.words;
    this.text = [title, ...sections.map((section) => this.section(section)).filter(Boolean)].join("\n\n");
    showText(this.parts.preview, this.text);
  }

  section({ heading, lines, repeated }) {
    if (repeated) return [heading, ...this.questions.all.map((question, i) => `${i + 1}. ${this.lines(lines, question)}`)].join("\n\n");
    const told = this.lines(lines);
    return told && [heading, told].filter(Boolean).join("\n");
  }

  /** Return the lines that have something to say; what is missing stands as a field to fill in. */
  lines(lines, question) {
    const told = lines.map((line) => {
      const value = this.value(line.field, question) || (this.blank || this.asks(line) ? `[Fyll i: ${line.blank}]` : "");
      return value && line.label ? `${line.label}: ${value}` : value;
    });
    return told.filter(Boolean).join("\n");
  }

  /** Return [[field, sentence]] of what is missing, in the page's order. */
  problems() {
    const missing = (lines, question, number) =>
      lines
        .filter((line) => this.asks(line) && !this.value(line.field, question))
        .map((line) => [Questions.nameOf(line.field, question), line.error.replace("{number}", number)]);
    const found = this.words.sections.flatMap(({ lines, repeated }) =>
      repeated ? this.questions.all.flatMap((question, i) => missing(lines, question, i + 1)) : missing(lines),
    );
    return this.parts.form.elements.to.validity.typeMismatch ? [...found, BAD_ADDRESS] : found;
  }

  /** Take away the error of a field that has been put right; the others stay, and so does the focus. */
  settle(field) {
    const line = field.querySelector(".field__error");
    if (line.hidden || this.problems().some(([name]) => name === field.dataset.field)) return;
    const input = field.querySelector("[name]");
    const list = this.parts["error-list"];
    line.hidden = true;
    input.removeAttribute("aria-invalid");
    list.querySelector(`[href="#${input.id}"]`).closest("li").remove();
    if (!list.children.length) showErrors(this, this.parts, []);
  }

  /** Copy, download or mail the text, unless something is missing; a form with nothing in it gives the empty template. */
  deliver(way) {
    const found = this.empty ? [] : this.problems();
    this.way = way;
    this.parts.anyway.textContent = ANYWAY[way];
    this.tell("");
    showErrors(this, this.parts, found);
    if (!found.length) this.send();
  }

  insist() {
    showErrors(this, this.parts, []);
    this.parts[this.way].focus();
    this.send();
  }

  send() {
    this.render(); // with the time as it is now
    if (this.way === "copy") this.copy();
    else if (this.way === "download") this.download();
    else this.mail();
  }

  async copy() {
    const done = await copyText(this.text);
    if (done) this.uncopied = false;
    else getSelection().selectAllChildren(this.parts.preview);
    const what = this.blank ? "Den tomma mallen" : "Texten";
    this.tell(done ? `${what} är kopierad.` : "Det gick inte att kopiera. Texten är markerad: kopiera den själv.");
  }

  download() {
    saveText(FILE, this.text);
    this.uncopied = false;
    this.tell(`Texten är nedladdad som ${FILE}.`);
  }

  mail() {
    const address = this.address(this.text);
    this.parts.long.hidden = address.length <= MAIL_LIMIT;
    if (this.parts.long.hidden) this.open(address);
    else this.parts["long-button"].focus();
  }

  async copyAndMail() {
    await this.copy();
    this.open(this.address(""));
  }

  address(body) {
    return mailAddress({ to: this.value("to"), title: this.words.title, post: this.value("post"), body });
  }

  /** Open the mail program. No browser tells whether there is one, so what is typed goes on counting as uncopied. */
  open(address) {
    const { waiting } = this;
    this.uncopied = false; // to a browser, this may be leaving the page
    make("a", "", { href: address }).click();
    setTimeout(() => (this.uncopied = waiting || this.waiting), MAIL_OPENS_MS);
    if (waiting) this.tell("Mejlprogrammet ska ha öppnats. Hände inget? Kopiera texten i stället.");
  }

  clear() {
    if (this.waiting && !confirm("Vill du rensa hela formuläret? Du har inte kopierat texten.")) return;
    this.parts.form.reset();
    this.questions.clear();
    this.onQuestions("");
    this.tell("Formuläret är tomt.");
    this.parts.form.elements.post.focus();
  }

  tell(text) {
    this.parts["result-status"].textContent = text;
  }
}

function warn(event) {
  event.preventDefault();
  event.returnValue = true; // the older way to say the same
}

customElements.define("kc-faq", KcFaq);
