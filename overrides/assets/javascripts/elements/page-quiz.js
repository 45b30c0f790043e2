// The quiz of a lesson: an answer gets its feedback at once beside it, and one may try again. Which is right stands in the page.
import { parts } from "../dom.js";
import { answered, onProgress, progress } from "./progress.js";

const CHOOSE = "Välj ett svar först.";

class PageQuiz extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.questions = [...this.querySelectorAll("[data-question]")];
    this.result = parts(this).result;
    for (const question of this.questions) this.listen(question);
    onProgress(() => this.show());
    this.dataset.ready = "";
  }

  listen(question) {
    const form = question.querySelector("form");
    const error = question.querySelector(".field__error");
    form.addEventListener("submit", (event) => (event.preventDefault(), this.answer(question, form, error)));
    form.addEventListener("change", () => this.err(form, error, ""));
  }

  answer(question, form, error) {
    const { value } = form.elements.answer;
    if (!value) return this.err(form, error, CHOOSE);
    const option = this.option(question, value);
    const right = "right" in option.dataset;
    const told = option.querySelector(".quiz-option__told");
    const feedback = option.querySelector('[data-part="feedback"]').cloneNode(true);
    delete feedback.dataset.part;
    told.replaceChildren(); // the same answer once more is said once more
    requestAnimationFrame(() => told.replaceChildren(feedback));
    option.dataset.answered = "";
    if (right) this.openRest(question);
    answered(question.dataset.question, value, right);
  }

  err(form, error, sentence) {
    Object.assign(error, { hidden: !sentence, textContent: sentence });
    if (sentence) form.elements.answer[0].focus();
  }

  option(question, id) {
    return [...question.querySelectorAll("[data-option]")].find((node) => node.dataset.option === id);
  }

  /** With the right answer given, why the others are not can be read. */
  openRest(question) {
    question.dataset.solved = "";
    for (const summary of question.querySelectorAll('[data-option]:not([data-right]) [data-part="summary"]')) {
      summary.textContent = summary.textContent.replace(/^Stämmer (.)\?$/, "Varför inte $1?");
    }
  }

  show() {
    const { questions } = progress();
    const known = this.questions.map((question) => ({ question, answer: questions[question.dataset.question] }));
    for (const { question, answer } of known) question.querySelector('[data-part="done"]').hidden = !answer?.right;
    const right = known.filter(({ answer }) => answer?.right).length;
    const first = known.filter(({ question, answer }) => answer && "right" in (this.option(question, answer.first)?.dataset ?? {})).length;
    this.result.textContent = resultText(right, first, known.length);
  }
}

function resultText(right, first, all) {
  if (!right) return "";
  return right === all ? `Alla frågor är klara. ${first} av ${all} rätt på första försöket.` : `${right} av ${all} frågor klara, ${first} rätt på första försöket.`;
}

customElements.define("page-quiz", PageQuiz);
