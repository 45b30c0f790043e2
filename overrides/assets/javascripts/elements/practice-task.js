// An exercise that the engine judges. What differs from kind to kind is in practice-task-find.js, -rewrite.js and -comment.js.
// What is written or marked stays in the page: only that the exercise was passed is kept.
import { parts } from "../dom.js";
import { EngineWait } from "../engine-wait.js";
import { call } from "../python.js";
import { Comment } from "./practice-task-comment.js";
import { FindFaults } from "./practice-task-find.js";
import { showPoints } from "./practice-task-points.js";
import { Rewrite } from "./practice-task-rewrite.js";
import { onProgress, passed, progress } from "./progress.js";

const KINDS = { "find-faults": FindFaults, rewrite: Rewrite, comment: Comment };

class PracticeTask extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.parts = parts(this);
    this.clauses = JSON.parse(this.parentElement.querySelector("[data-practice-words]").textContent).clauses;
    this.round = 0; // an answer that comes after a restart is for what is gone
    this.work = new KINDS[this.dataset.kind](this.parts, () => this.onChange());
    const { form, restart } = this.parts;
    form.addEventListener("submit", (event) => (event.preventDefault(), this.judge()));
    restart.addEventListener("click", () => this.restart());
    this.parts["undo-button"].addEventListener("click", () => this.undo());
    this.wait = new EngineWait(this.parts, () => this.judge(), { idle: false });
    onProgress(() => (this.parts.done.hidden = !progress().exercises[this.dataset.exercise]));
    this.dataset.ready = "";
  }

  async judge() {
    if (this.wait.busy) return;
    const answer = this.work.answer();
    this.error("");
    const round = this.round;
    const wanted = () => round === this.round;
    const judge = async () => {
      const judged = await call("exercise", { exercise: this.dataset.exercise, ...answer });
      if (!wanted()) return;
      if ("error" in judged) this.error(judged.error);
      else this.show(judged, answer);
    };
    await this.wait.during(judge, { working: "Bedömer …", loading: "Verktyget laddas. Bedömningen kommer så fort det är klart.", wanted });
  }

  show(judged, answer) {
    const { result, lead, points, stale, undo } = this.parts;
    this.shown = JSON.stringify(answer);
    lead.textContent = judged.lead;
    result.classList.toggle("practice-result--passed", judged.passed);
    this.work.judged?.(judged, answer);
    showPoints(this, points, judged.points, this.work, this.clauses);
    stale.hidden = JSON.stringify(this.work.answer()) === this.shown;
    undo.hidden = true;
    result.hidden = false;
    lead.focus();
    if (judged.passed) passed(this.dataset.exercise);
  }

  onChange() {
    this.error("");
    if (this.shown) this.parts.stale.hidden = JSON.stringify(this.work.answer()) === this.shown;
  }

  restart() {
    const { text, undo } = this.work.restart();
    this.round++;
    this.before = undo;
    this.shown = "";
    this.parts.result.hidden = true;
    this.parts.undo.hidden = !text;
    this.parts["undo-text"].textContent = text;
    this.error("");
    if (text) this.parts["undo-button"].focus();
    else this.work.focus();
  }

  undo() {
    this.before();
    this.parts.undo.hidden = true;
    this.work.focus();
    this.status("Det du hade gjort är tillbaka.");
  }

  error(sentence) {
    Object.assign(this.parts.error, { hidden: !sentence, textContent: sentence });
    this.work.invalid?.(Boolean(sentence));
    if (sentence) this.work.focus();
  }

  status(text) {
    this.parts.status.textContent = text;
  }
}

customElements.define("practice-task", PracticeTask);
