// The diploma: shown when every lesson is done. The name goes on the sheet and nowhere else.
import { fullDay } from "../calendar.js";
import { make, parts } from "../dom.js";
import { keepFiles } from "./progress-files.js";
import { ids, remainingText } from "./progress-words.js";
import { onProgress, standing } from "./progress.js";

class IntroDiploma extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.parts = parts(this);
    this.lessons = [...this.querySelectorAll("[data-lesson]")];
    const { form, name, "shown-name": shown } = this.parts;
    name.addEventListener("input", () => (shown.textContent = name.value.trim()));
    form.addEventListener("submit", (event) => (event.preventDefault(), print()));
    keepFiles(this.parts, this.dataset.version);
    onProgress(() => this.show());
    this.parts.files.hidden = false;
    this.dataset.ready = "";
  }

  show() {
    const stands = this.lessons.map(({ dataset }) => standing(dataset.lesson, ids(dataset.questions), ids(dataset.exercises)));
    const left = this.lessons.map((item, place) => [item.dataset, stands[place]]).filter(([, { done }]) => !done);
    const { form, sheet, remaining, "remaining-heading": heading, "remaining-list": list, date, practice } = this.parts;
    form.hidden = sheet.hidden = left.length > 0;
    remaining.hidden = !left.length;
    this.toggleAttribute("data-complete", !left.length);
    heading.textContent = left.length === 1 ? "En lektion återstår" : `${left.length} lektioner återstår`;
    list.replaceChildren(...left.map(item));
    if (left.length) return;
    date.textContent = fullDay(stands.map(({ read }) => read).sort().at(-1));
    const [passed, exercises] = ["passed", "exercises"].map((key) => stands.reduce((sum, stand) => sum + stand[key], 0));
    practice.textContent = exercises ? `Alla frågor besvarade. ${passed} av ${exercises} övningar klarade.` : "Alla frågor besvarade.";
  }
}

function item([{ title, page }, stand]) {
  const line = make("li");
  line.append(make("a", title, { href: page }), `: ${remainingText(stand)}`);
  return line;
}

customElements.define("intro-diploma", IntroDiploma);
