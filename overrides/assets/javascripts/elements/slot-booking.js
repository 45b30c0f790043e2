// Boka plats: what is filled in becomes a mail and a calendar file, both made by the engine. Nothing is stored, so leaving
// the page with a booking that is neither copied nor downloaded gives a warning.
import { spokenTime } from "../calendar.js";
import { copyText, make, parts, saveText } from "../dom.js";
import { EngineWait } from "../engine-wait.js";
import { showErrors } from "../errors.js";
import { mailto } from "../mail.js";
import { call } from "../python.js";

const MAIL_LIMIT = 2000; // Windows hands no longer addresses to a mail program
const MAIL_OPENS_MS = 1000;
const TEXTS = ["department", "title", "goal", "category", "draft", "date", "time", "answers", "contact"];
const WHEN = ["date", "time", "charged"];
const HALF_TIME = { date: "Skriv hela dagen: år, månad och dag.", time: "Skriv hela klockslaget, till exempel 10.30." };
const BAD_ADDRESS = "Skriv hela mejladressen, till exempel namn@helsingborg.se, eller lämna fältet tomt.";

class SlotBooking extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.fields = this.parts.form.elements;
    this.template = this.parts.text.textContent;
    this.round = 0; // an answer that comes after a change is for what is gone
    const { form, clear, download, mail, copy } = this.parts;
    form.addEventListener("submit", (event) => (event.preventDefault(), this.book()));
    form.addEventListener("input", ({ target }) => this.onInput(target));
    clear.addEventListener("click", () => this.clear());
    download.addEventListener("click", () => this.download());
    mail.addEventListener("click", () => this.mail());
    copy.addEventListener("click", () => this.copy());
    this.parts["timing-button"].addEventListener("click", () => this.useSuggestion());
    this.parts["past-change"].addEventListener("click", () => this.fields.date.focus());
    this.parts["past-keep"].addEventListener("click", () => this.show(this.waiting));
    this.wait = new EngineWait(this.parts, () => this.book());
    this.unsaved = this.typed; // a browser may bring back what was typed here
    this.checkTime();
    this.dataset.ready = "";
  }

  get channels() {
    return [...this.fields.channels].filter((box) => box.checked).map((box) => box.value);
  }

  get typed() {
    return Boolean(this.channels.length || [...TEXTS, "to"].some((name) => this.fields[name].value.trim()));
  }

  set unsaved(value) {
    this.kept = !value;
    window[value ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
  }

  onInput(target) {
    this.round++;
    this.unsaved = this.typed;
    this.parts.past.hidden = true;
    if (this.booking) this.hide("Du har ändrat i formuläret. Tryck på ”Gör bokningen” igen.");
    this.settle(target.closest("[data-field]"));
    if (WHEN.includes(target.name)) this.checkTime();
  }

  /** Return [[field, sentence]] of what is missing or half-written, in the page's order. */
  problems() {
    const found = [];
    for (const field of this.parts.form.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      const input = this.fields[name];
      const value = name === "channels" ? this.channels.join() : input.value.trim();
      if (name in HALF_TIME && input.validity.badInput) found.push([name, HALF_TIME[name]]);
      else if (name === "to" && input.validity.typeMismatch) found.push([name, BAD_ADDRESS]);
      else if (field.dataset.missing && !value) found.push([name, field.dataset.missing]);
    }
    return found;
  }

  /** Take away the error of a field that has been put right; the others stay, and so does the focus. */
  settle(field) {
    const line = field?.querySelector(".field__error");
    if (!line || line.hidden || this.problems().some(([name]) => name === field.dataset.field)) return;
    const input = field.querySelector("[name]");
    line.hidden = true;
    input.removeAttribute("aria-invalid");
    this.querySelector(`.errors [href="#${input.id}"]`)?.closest("li").remove();
    if (!this.parts["error-list"].children.length) showErrors(this, this.parts, []);
  }

  /** Let the engine say whether charged content should wait. It warns and hinders nothing. */
  async checkTime() {
    const { date, time, charged } = this.fields;
    const { timing, "timing-why": why, "timing-suggestion": suggestion } = this.parts;
    const published = `${date.value}T${time.value}`;
    this.parts["charged-faq"].hidden = !charged.checked;
    let answer = {};
    if (charged.checked && date.value && time.value) answer = await call("publish_time", { published, charged: true }).catch(() => ({}));
    if (published !== `${date.value}T${time.value}`) return;
    timing.hidden = !(charged.checked && answer.warn);
    if (timing.hidden) return;
    this.suggested = answer.suggest_not_before;
    why.textContent = answer.why;
    suggestion.textContent = `Vårt råd: publicera tidigast ${spokenTime(this.suggested)}.`;
  }

  useSuggestion() {
    [this.fields.date.value, this.fields.time.value] = [this.suggested.slice(0, 10), this.suggested.slice(11, 16)];
    this.onInput(this.fields.date);
    this.fields.date.focus();
  }

  async book() {
    const found = this.problems();
    showErrors(this, this.parts, found);
    if (found.length || this.wait.busy) return;
    const { round } = this;
    this.parts.past.hidden = true;
    const book = async () => {
      const answer = await call("slot_booking", this.payload());
      if (round !== this.round) this.status("Du ändrade medan bokningen gjordes. Tryck på ”Gör bokningen” igen.");
      else if ("error" in answer) showErrors(this, this.parts, [[answer.field, answer.error]]);
      else if (answer.past) this.ask(answer);
      else this.show(answer);
    };
    await this.wait.during(book, { working: "Gör bokningen …", loading: "Verktyget laddas. Bokningen kommer så fort det är klart." });
  }

  payload() {
    const texts = Object.fromEntries(TEXTS.map((name) => [name, this.fields[name].value]));
    const { minutes, charged } = this.fields;
    return { ...texts, channels: this.channels, minutes: Number(minutes.value), charged: charged.checked, made: new Date().toISOString() };
  }

  /** A time that has been is asked about, not refused. */
  ask(answer) {
    this.waiting = answer;
    this.parts.past.hidden = false;
    this.parts["past-heading"].focus();
  }

  show(answer) {
    this.booking = answer;
    this.parts.past.hidden = true;
    this.parts.steps.hidden = false;
    this.parts.hint.hidden = true;
    this.parts.text.textContent = answer.text;
    this.parts["result-heading"].textContent = "Din bokning";
    this.tell("");
    this.parts["result-heading"].focus();
  }

  hide(told = "") {
    this.booking = null;
    this.parts.steps.hidden = true;
    this.parts.hint.hidden = false;
    this.parts.text.textContent = this.template;
    this.parts["result-heading"].textContent = "Mejlet";
    this.tell("");
    this.status(told);
  }

  download() {
    const { name, calendar } = this.booking;
    saveText(name, calendar, "text/calendar");
    this.unsaved = false;
    this.tell(`Kalenderfilen är nedladdad som ${name}.`);
  }

  async copy() {
    const done = await copyText(this.booking.text);
    if (done) this.unsaved = false;
    else getSelection().selectAllChildren(this.parts.text);
    this.tell(done ? "Texten är kopierad." : "Det gick inte att kopiera. Texten är markerad: kopiera den själv.");
  }

  /** Open the mail program. No browser tells whether there is one, so the booking goes on counting as not kept. */
  mail() {
    const { subject, text } = this.booking;
    const whole = mailto(this.fields.to.value.trim(), subject, text);
    const fits = whole.length <= MAIL_LIMIT;
    const { kept } = this;
    this.unsaved = false; // to a browser, this may be leaving the page
    make("a", "", { href: fits ? whole : mailto(this.fields.to.value.trim(), subject, "") }).click();
    setTimeout(() => kept || (this.unsaved = true), MAIL_OPENS_MS);
    const next = fits ? "Bifoga kalenderfilen. Hände inget? Kopiera texten i stället." : "Texten är för lång för att följa med: kopiera den och klistra in.";
    this.tell(`Mejlprogrammet ska ha öppnats. ${next}`);
  }

  clear() {
    if (!this.kept && !confirm("Vill du rensa hela formuläret? Du har inte laddat ner eller kopierat bokningen.")) return;
    this.round++;
    this.parts.form.reset();
    showErrors(this, this.parts, []);
    this.parts.trouble.hidden = this.parts.past.hidden = true;
    this.unsaved = false;
    this.checkTime();
    this.hide("Formuläret är tomt.");
    this.fields.department.focus();
  }

  status(text) {
    this.parts.status.textContent = text;
  }

  tell(text) {
    this.parts["result-status"].textContent = text;
  }
}

function warn(event) {
  event.preventDefault();
  event.returnValue = true; // the older way to say the same
}

customElements.define("slot-booking", SlotBooking);
