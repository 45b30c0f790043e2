// The lessons of the introduction with how far the person has come, and the file to take that along in.
import { parts } from "../dom.js";
import { keepFiles } from "./progress-files.js";
import { ids, lessonText } from "./progress-words.js";
import { onProgress, standing } from "./progress.js";

class LearningPath extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.parts = parts(this);
    this.lessons = [...this.querySelectorAll("[data-lesson]")];
    keepFiles(this.parts, this.dataset.version);
    onProgress(() => this.show());
    this.parts.files.hidden = false;
    this.dataset.ready = "";
  }

  show() {
    const stands = this.lessons.map(({ dataset }) => standing(dataset.lesson, ids(dataset.questions), ids(dataset.exercises)));
    this.lessons.forEach((item, place) => this.mark(item, stands[place]));
    const done = stands.filter((stand) => stand.done).length;
    const { state, bar, next, diploma, "diploma-state": told } = this.parts;
    state.textContent = `${done} av ${stands.length} lektioner klara.`;
    bar.value = done;
    this.pointOn(next, stands);
    diploma.toggleAttribute("data-done", done === stands.length);
    told.textContent = done === stands.length ? "Alla lektioner är klara. Skriv ut ditt diplom." : "Skriv ut det när alla lektioner är klara.";
  }

  mark(item, stand) {
    const line = item.querySelector("[data-state]");
    line.textContent = lessonText(stand);
    line.hidden = !line.textContent;
    item.toggleAttribute("data-done", stand.done);
  }

  /** The button leads to the first lesson that is not done, or to the diploma. */
  pointOn(next, stands) {
    const place = stands.findIndex((stand) => !stand.done);
    const from = place < 0 ? this.parts.diploma : this.lessons[place];
    const link = from.querySelector("a");
    next.href = link.href;
    const begun = stands.some(({ read, right, passed }) => read || right || passed);
    next.textContent = place < 0 ? "Till ditt diplom" : `${begun ? "Fortsätt med" : "Börja med"} lektion ${link.textContent.replace(".", ":")}`;
  }
}

customElements.define("learning-path", LearningPath);
