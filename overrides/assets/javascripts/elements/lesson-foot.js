// The end of a lesson: what is done in it, and a button that marks it as read.
import { parts } from "../dom.js";
import { isStored, markRead, onProgress, standing } from "./progress.js";
import { keepFiles } from "./progress-files.js";
import { ids, lessonText } from "./progress-words.js";

class LessonFoot extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.parts = parts(this);
    keepFiles(this.parts, this.dataset.version);
    this.parts.read.addEventListener("click", () => markRead(this.dataset.lesson, !this.standing.read));
    onProgress(() => this.show());
    this.dataset.ready = "";
  }

  show() {
    const { lesson, questions, exercises } = this.dataset;
    this.standing = standing(lesson, ids(questions), ids(exercises));
    this.parts.state.textContent = lessonText(this.standing);
    this.parts.read.textContent = this.standing.read ? "Markera som oläst" : "Markera som läst";
    this.parts.read.classList.toggle("button--primary", !this.standing.read);
    this.parts.files.hidden = isStored();
  }
}

customElements.define("lesson-foot", LessonFoot);
