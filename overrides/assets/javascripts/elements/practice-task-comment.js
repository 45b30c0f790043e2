// What to do with a comment: six actions to choose from.
import { call } from "../python.js";

export class Comment {
  constructor({ form, text }, changed) {
    Object.assign(this, { form, text: text.textContent });
    form.addEventListener("change", changed);
    // The tables about comments load while the person thinks.
    form.addEventListener("change", () => call("comment_ready", {}).catch(() => {}), { once: true });
  }

  get chosen() {
    return this.form.elements.action.value;
  }

  answer() {
    return { action: this.chosen };
  }

  focus() {
    (this.form.querySelector("input:checked") ?? this.form.querySelector("input")).focus();
  }

  restart() {
    const before = this.chosen;
    this.form.reset();
    return { text: before ? "Valet är borttaget." : "", undo: () => (this.form.elements.action.value = before) };
  }
}
