// Rewrite a text: a field that begins with the original.
import { locate, replace, select } from "../textfield.js";

export class Rewrite {
  constructor({ field, original, status }, changed) {
    Object.assign(this, { field, status, original: original.textContent });
    field.addEventListener("input", changed);
  }

  /** The text that was judged: places are in it, and the field may have changed since. */
  text = "";

  answer() {
    return { text: this.field.value };
  }

  judged(_, { text }) {
    this.text = text;
  }

  find(words, start) {
    const place = locate(this.field, words, start);
    if (place) select(this.field, place);
    else this.status.textContent = "De orden finns inte kvar i texten. Låt verktyget bedöma igen.";
  }

  focus() {
    this.field.focus();
  }

  invalid(isInvalid) {
    this.field.toggleAttribute("aria-invalid", isInvalid);
    if (isInvalid) this.field.setAttribute("aria-invalid", "true");
  }

  restart() {
    const before = this.field.value;
    const write = (text) => replace(this.field, { start: 0, end: this.field.value.length }, text);
    if (before !== this.original) write(this.original);
    return { text: before === this.original ? "" : "Originalet står där igen.", undo: () => write(before) };
  }
}
