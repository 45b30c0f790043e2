// Texts to copy, the drafts of replies and the reports of faults: a button at each that copies it.
import { button, copyText } from "../dom.js";

class ReplyDrafts extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.dataset.ready = "";
    for (const text of this.querySelectorAll("[data-text]")) {
      const heading = text.closest("section").querySelector("h3");
      text.after(button("Kopiera texten", (event) => this.copy(text, event.target), heading.id));
    }
  }

  async copy(text, pressed) {
    const done = await copyText(text.textContent);
    const told = done ? "Kopierad" : "Gick inte, markera texten själv";
    pressed.textContent = told;
    this.querySelector("[data-status]").textContent = told;
    setTimeout(() => (pressed.textContent = "Kopiera texten"), 4000);
  }
}

customElements.define("reply-drafts", ReplyDrafts);
