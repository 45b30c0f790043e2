// Hantera en kommentar: takes the comment to the engine, or the answers to the decision made when the page was built, and
// shows the advice. What is pasted stays in the page: nothing is stored, and nothing stands in the address.
import { swedish } from "../calendar.js";
import { parts } from "../dom.js";
import { EngineWait } from "../engine-wait.js";
import { showErrors } from "../errors.js";
import { call } from "../python.js";
import { Advice } from "./comment-helper-advice.js";
import { Questions } from "./comment-helper-questions.js";
import { answered } from "./comment-helper-words.js";

const BAD_TIME = ["received", "Skriv både datum och klockslag, till exempel 2026-11-27 15.45, eller lämna fältet tomt."];
const AGAIN = "Du har bockat för steg. Vill du ta bort bockarna och börja om?";

class CommentHelper extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.words = JSON.parse(this.parts.words.textContent);
    this.fields = this.parts.form.elements;
    this.advice = new Advice(this, this.parts, this.words);
    this.questions = new Questions(this, this.parts, this.words.questions, (step) => this.onAnswer(step), () => this.leaves());
    this.round = 0; // an answer that comes after "Rensa" or on another way is for what is gone
    this.listen();
    this.wait = new EngineWait(this.parts, () => this.advise(), { touch: this.parts["text-way"] });
    this.onWay();
    this.dataset.ready = "";
  }

  listen() {
    const { form, "text-way": way, clear, instead, now, when } = this.parts;
    form.addEventListener("submit", (event) => (event.preventDefault(), this.onSubmit()));
    // The tables about comments load while the person pastes, not when she waits for the answer.
    way.addEventListener("focusin", () => call("comment_ready", {}).catch(() => {}), { once: true });
    form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.onSubmit());
    for (const box of this.fields.way) box.addEventListener("change", () => this.onWay());
    this.fields.text.addEventListener("input", () => this.onInput());
    this.fields.post.addEventListener("input", () => this.onContext());
    this.fields.channel.addEventListener("change", () => this.onContext());
    this.fields.received.addEventListener("change", () => this.onReceived());
    clear.addEventListener("click", () => this.clear());
    instead.addEventListener("click", () => this.ask());
    now.addEventListener("click", () => this.setNow());
    when.addEventListener("click", () => this.open("received"));
  }

  get way() {
    return this.fields.way.value;
  }

  get context() {
    const { text, post, channel, received } = this.fields;
    return { comment: this.way === "text" ? (this.checked ?? text.value) : "", post: post.value.trim(), channel: this.words.channels[channel.value], received: received.value };
  }

  onSubmit() {
    if (this.way === "text") this.advise();
    else this.questions.next();
  }

  onWay() {
    const text = this.way === "text";
    this.round++;
    this.parts["text-way"].hidden = this.parts["text-actions"].hidden = !text;
    this.parts["question-way"].hidden = text;
    this.parts.trouble.hidden = true;
    this.parts.result.hidden = this.shown !== this.way;
    this.errors();
    this.status("");
  }

  ask() {
    this.fields.way.value = "questions";
    this.onWay();
    this.questions.focus();
  }

  onInput() {
    if (this.shown === "text") this.parts.stale.hidden = this.fields.text.value === this.checked;
    if (!this.parts.errors.hidden) this.errors();
  }

  /** What depends on the channel and the post is shown anew; ticks stay. */
  onContext() {
    if (this.shown === this.way) this.advice.update(this.context);
  }

  async onReceived() {
    if (!this.parts.errors.hidden) this.errors();
    this.onContext();
    if (this.shown === this.way && !this.fields.received.validity.badInput) await this.reckon();
  }

  setNow() {
    // As a clock in Sweden shows it, which is how the engine reads a time without an offset.
    this.fields.received.value = swedish(new Date()).replace(" ", "T").slice(0, 16);
    this.status("Tiden är satt till nu.");
    this.onReceived();
  }

  open(name) {
    this.parts.more.open = true;
    this.fields[name].focus();
  }

  /** Ask the engine about the comment as it stands. */
  async advise() {
    const text = this.fields.text.value;
    const { post, received } = this.context;
    this.errors();
    if (!text.trim()) return this.errors([["text", "Klistra in eller skriv en kommentar."]]);
    if (this.fields.received.validity.badInput) return this.errors([BAD_TIME]);
    if (this.wait.busy || !this.leaves()) return;
    const round = ++this.round;
    const wanted = () => round === this.round;
    const advise = async () => {
      const answer = await call("comment_advice", { text, ...(post && { post }), ...(received && { received }) });
      if (!wanted()) return;
      if ("error" in answer) this.errors([[answer.field || "text", answer.error]]);
      else this.show({ ...fromEngine(answer), comment: text }, text);
    };
    await this.wait.during(advise, { working: "Läser kommentaren …", loading: "Verktyget laddas. Rådet kommer så fort det är klart.", wanted });
  }

  onAnswer({ ended, unsure, reasons, answers }) {
    this.round++;
    this.shown = "";
    this.parts.result.hidden = true;
    this.status("");
    if (!ended) return;
    const decision = unsure ? null : this.words.decisions[reasons.join("+")];
    this.show({
      action: decision?.action ?? null,
      abstain: !decision,
      reasons: (decision?.reasons ?? reasons).map((id) => ({ id })),
      parts: decision?.also_reply ? decision.reasons.map((id) => ({ action: this.words.reasons[id].action, reasons: [id] })) : [],
      due: null,
      dueState: "",
      alsoReply: Boolean(decision?.also_reply),
      answers,
      engine: this.words.engine,
    });
    if (this.fields.received.value) this.reckon();
  }

  show(found, checked = null) {
    this.checked = checked;
    this.shown = this.way;
    this.found = found;
    this.advice.show(found, this.context);
    this.status(`Råd: ${this.parts.heading.textContent}.`);
    this.parts.heading.focus({ preventScroll: true });
    this.parts.card.scrollIntoView({ block: "start" });
  }

  /** Let the engine reckon when a reply is due; the advice stands without it. */
  async reckon() {
    const { found } = this;
    const { received } = this.context;
    if (!answered(found)) return;
    const set = (due, dueState) => {
      if (this.found !== found || received !== this.fields.received.value) return;
      const parts = found.parts.map((part) => (part.action === "reply" ? { ...part, due } : part));
      this.advice.reckoned({ due, dueState, parts }, this.context);
    };
    if (!received) return set(null, "");
    set(null, "waiting");
    try {
      const { due = null } = await call("reply_deadline", { received });
      set(due, due ? "" : "failed");
    } catch {
      set(null, "failed");
    }
  }

  /** Ask before ticks are lost. */
  leaves() {
    return !(this.shown && this.advice.duties.begun) || confirm(AGAIN);
  }

  errors(found = []) {
    if (found.some(([name]) => name === "received" || name === "post")) this.parts.more.open = true;
    showErrors(this, this.parts, found);
  }

  clear() {
    if (!this.leaves()) return;
    this.round++;
    const { way } = this;
    this.parts.form.reset();
    this.fields.way.value = way;
    this.checked = null;
    this.shown = "";
    this.parts.more.open = false;
    this.questions.clear();
    this.onWay();
    this.fields.text.focus();
  }

  status(text) {
    this.parts.status.textContent = text;
  }
}

/** Return the engine's advice in the shape that is shown. */
function fromEngine({ action, abstain, reasons, parts, due, engine, also_reply: alsoReply, explanation }) {
  return {
    action,
    abstain,
    reasons: reasons.map(({ reason, text, start, end }) => ({ id: reason, text, start, end })),
    parts,
    due,
    dueState: "",
    alsoReply,
    runnerUp: explanation.runner_up,
    engine,
  };
}

customElements.define("comment-helper", CommentHelper);
