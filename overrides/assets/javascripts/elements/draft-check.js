// Granska utkast: takes the form's draft to the engine and shows what it says. Every word about rules comes from there.
import { annotate } from "../annotate.js";
import { button, COPY_FAILED, copyText, make, parts, saveText, stamp, termRow } from "../dom.js";
import { EngineWait } from "../engine-wait.js";
import { showErrors } from "../errors.js";
import { later } from "../later.js";
import { call, onState } from "../python.js";
import { locate, replace, select } from "../textfield.js";
import { SetAside } from "./draft-check-aside.js";
import { factRows, GROUPS, headline, KINDS, media, note, reasonsText, runnerUpText, shorten, SILENT, spoken, verdictText } from "./draft-check-words.js";

const SHOWN = 100; // findings in the list; a post with more has other problems
const SAME_TIPS = 3; // tips of one rule before the rest is folded away
const COUNT_PAUSE_MS = 300;
const COUNT_SPOKEN_MS = 1_500;

class DraftCheck extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.words = JSON.parse(this.parts.words.textContent);
    this.field = this.querySelector("textarea");
    this.chosen = {};
    this.aside = new SetAside(this, (told) => this.render(told));
    this.undoStack = [];
    this.round = 0; // an answer that comes after "Rensa utkastet" is for a text that is gone
    const { form, clear, copy } = this.parts;
    form.addEventListener("submit", (event) => (event.preventDefault(), this.check()));
    this.field.addEventListener("input", () => this.onInput());
    form.elements.channel.addEventListener("change", () => this.onChannel());
    clear.addEventListener("click", () => this.clear());
    copy.addEventListener("click", () => this.copy());
    this.parts.download.addEventListener("click", () => this.download());
    this.parts.annotated.addEventListener("click", ({ target }) => this.unfold(target.hash));
    this.parts["undo-button"].addEventListener("click", () => this.undo());
    this.wait = new EngineWait(this.parts, () => this.check());
    onState((state) => this.onEngine(state));
    this.onChannel();
    this.dataset.ready = "";
  }

  get draft() {
    const { channel, published, charged, image, video } = this.parts.form.elements;
    return {
      text: this.field.value,
      channel: channel.value,
      ...(published.value && { published: published.value }),
      charged: charged.checked,
      media: media(image.value, video.value),
      ...(this.chosen.goal && { goal: this.chosen.goal }),
    };
  }

  /** Check the draft as it stands. `quiet` keeps the focus where it is. */
  async check({ quiet = false } = {}) {
    const draft = this.draft;
    this.errors();
    if (!draft.text.trim()) return this.errors([["text", "Skriv eller klistra in en text att granska."]]);
    if (this.parts.form.elements.published.validity.badInput) {
      return this.errors([["published", "Skriv både datum och klockslag, till exempel 2026-11-27 15.45, eller lämna fältet tomt."]]);
    }
    if (this.wait.busy) return;
    const round = this.round;
    const wanted = () => round === this.round;
    const check = async () => {
      const result = await call("draft_check", draft);
      if (!wanted()) return;
      if ("error" in result) this.errors([[result.field || "text", result.error]]);
      else this.show(draft, result, quiet);
    };
    await this.wait.during(check, { working: "Granskar …", loading: "Verktyget laddas. Din text granskas så fort det är klart.", wanted });
  }

  errors(found = []) {
    showErrors(this, this.parts, found);
  }

  show(draft, result, quiet) {
    this.checked = draft.text;
    this.checkedChannel = draft.channel;
    this.result = result;
    const { heading, stale, groups, facts } = this.parts;
    const { open: findings } = this.aside.split(result.findings, this.words);
    heading.textContent = headline(findings, result);
    stale.hidden = this.field.value === draft.text;
    for (const kind of Object.keys(KINDS)) this.showVerdict(kind);
    this.showTiming(result.timing);
    groups.replaceChildren(...Object.keys(GROUPS).map((level) => this.group(level, findings)).filter(Boolean));
    groups.append(this.aside.group(result.findings, this.words));
    if (findings.length > SHOWN) groups.append(make("p", `Listan visar de ${SHOWN} första av ${findings.length}. Rätta dem och granska igen.`));
    this.parts["annotated-section"].hidden = !findings.length;
    annotate(this.parts.annotated, draft.text, findings.slice(0, SHOWN));
    later([...groups.querySelectorAll("li:nth-child(n + 5)"), this.parts["annotated-section"]]);
    facts.replaceChildren(...factRows(result.statistics, this.words.channels[draft.channel]).map(termRow));
    this.parts.result.hidden = false;
    this.dispatchEvent(new CustomEvent("draft-checked", { bubbles: true, detail: { draft, result, open: findings } })); // see draft-tasks.js
    if (!quiet) {
      this.undoStack = [];
      this.parts.undo.hidden = true;
      heading.focus();
    }
  }

  showVerdict(kind) {
    const verdict = { ...this.result[kind], ...this.result.explanation[kind] };
    const own = this.chosen[kind];
    const label = own ?? verdict.label;
    const { copy, slots } = stamp(this, "verdict");
    slots.kind.textContent = KINDS[kind];
    slots.label.textContent = own ? `${this.words.names[own]} (ditt val)` : verdictText(verdict, this.words.names);
    slots.definition.textContent = label ? this.words.definitions[label] : SILENT[verdict.silent];
    slots.reasons.textContent = own ? "" : reasonsText(verdict);
    slots["runner-up"].textContent = own ? "" : runnerUpText(verdict, this.words.names);
    const question = own ? null : verdict.question;
    if (question) {
      slots.question.textContent = `En fråga avgör: ${question.text}`;
      for (const [answer, id] of [["Ja", question.yes], ["Nej", question.no]]) {
        slots.answers.append(this.option(`${answer}: ${this.words.names[id]}`, kind, id));
      }
    } else slots.answers.remove();
    slots.legend.textContent = question ? "Eller något annat:" : label ? "Nej, det är …" : "Välj själv";
    const offered = question ? [question.yes, question.no] : [label];
    for (const id of Object.keys(verdict.scores)) {
      if (!offered.includes(id)) slots.options.append(this.option(this.words.names[id], kind, id));
    }
    for (const slot of Object.values(slots)) if (slot.matches("p:empty")) slot.remove();
    this.querySelector(`[data-kind="${kind}"]`).replaceChildren(copy);
  }

  option(text, kind, id) {
    return button(text, () => this.choose(kind, id));
  }

  /** Let the person's choice stand over the guess; the advice on goals follows it. */
  async choose(kind, id) {
    const { label, abstain } = this.result[kind];
    this.chosen[kind] = id === label && !abstain ? undefined : id;
    if (kind === "goal") await this.check({ quiet: true });
    else this.showVerdict(kind);
    this.querySelector(`[data-kind="${kind}"] button`).focus();
    this.status(`${KINDS[kind]}: ${this.words.names[id]}.`);
  }

  showTiming(timing) {
    this.parts.timing.hidden = !timing;
    if (!timing) return;
    const wait = timing.suggest_not_before ? ` Publicera tidigast ${spoken(timing.suggest_not_before)}.` : "";
    this.parts["timing-text"].textContent = timing.why + wait;
    this.parts.timing.classList.toggle("notice--calm", !wait);
  }

  group(level, findings) {
    const own = findings.slice(0, SHOWN).filter((finding) => finding.level === level);
    if (!own.length) return null;
    const { copy, slots } = stamp(this, "group");
    slots.heading.textContent = `${GROUPS[level]} (${own.length})`;
    copy.firstElementChild.classList.add(`group--${level}`);
    const seen = {};
    for (const finding of own) {
      const item = this.finding(finding);
      seen[finding.rule] = (seen[finding.rule] ?? 0) + 1;
      item.firstElementChild.hidden = level === "tip" && seen[finding.rule] > SAME_TIPS;
      slots.list.append(item);
    }
    const more = slots.list.querySelectorAll("li[hidden]").length;
    if (more) slots.list.after(button(`Visa ${more} tips till av samma slag`, (event) => this.showMore(event.target, slots.list)));
    return copy;
  }

  showMore(toggle, list) {
    const items = list.querySelectorAll("li[hidden]");
    for (const item of items) item.hidden = false;
    toggle.remove();
    items[0].focus();
  }

  /** A number in the marked text leads to its advice, folded away or not. */
  unfold(hash) {
    const item = hash && this.parts.groups.querySelector(hash);
    if (item?.hidden) this.showMore(item.closest("section").querySelector("section > button"), item.parentElement);
  }

  /** Show the answer at hand anew, after something was set aside or taken back. */
  render(told) {
    this.show({ text: this.checked, channel: this.checkedChannel }, this.result, true);
    this.parts.heading.focus();
    this.status(told);
  }

  finding(finding) {
    const { copy, slots } = stamp(this, "finding");
    const clause = this.words.clauses[finding.clause];
    const item = copy.firstElementChild;
    item.id = finding.id;
    item.tabIndex = -1;
    slots.number.textContent = `${finding.number}.`;
    slots.rule.textContent = finding.name;
    slots.quote.textContent = shorten(finding.shown);
    slots.quote.id = `${finding.id}-ord`;
    slots.message.textContent = finding.message;
    Object.assign(slots.clause, { textContent: clause.title, href: clause.href });
    Object.assign(slots.about, { textContent: `Om regeln ${finding.name}`, href: finding.about });
    slots.actions.append(button("Visa i texten", () => this.reveal(finding), slots.quote.id));
    for (const words of finding.suggestions) slots.actions.append(button(`Byt ut mot ”${words}”`, () => this.replace(finding, words), slots.quote.id));
    slots.actions.append(button("Stämmer här", () => this.aside.ask(finding, item), slots.quote.id));
    return copy;
  }

  reveal(finding) {
    const place = locate(this.field, finding.text, finding.start);
    if (place) select(this.field, place);
    else this.status("De orden finns inte kvar i texten. Granska igen för att se läget nu.");
  }

  async replace(finding, words) {
    const place = locate(this.field, finding.text, finding.start);
    if (!place) return this.reveal(finding);
    this.undoStack.push({ start: place.start, words, before: finding.text });
    replace(this.field, place, words);
    await this.check({ quiet: true });
    this.showUndo(`Du bytte ”${shorten(finding.text)}” mot ”${words}”.`);
  }

  async undo() {
    const { start: from, words, before } = this.undoStack.pop();
    const place = locate(this.field, words, from);
    if (place) replace(this.field, place, before);
    await this.check({ quiet: true });
    this.showUndo(place ? `”${shorten(before)}” står där igen.` : "Det gick inte att ångra: orden har ändrats sedan dess.");
  }

  showUndo(text) {
    this.parts.undo.hidden = false;
    this.parts["undo-text"].textContent = text;
    this.parts["undo-button"].hidden = !this.undoStack.length;
    (this.undoStack.length ? this.parts["undo-button"] : this.parts.heading).focus();
    this.status(`${text} ${this.parts.heading.textContent}.`);
  }

  onEngine(state) {
    this.engine = state;
    if (state === "ready") this.count();
  }

  onInput() {
    if (this.result) this.parts.stale.hidden = this.field.value === this.checked;
    if (!this.parts.errors.hidden) this.errors();
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.count(), COUNT_PAUSE_MS);
  }

  onChannel() {
    const { name, limit } = this.words.channels[this.parts.form.elements.channel.value];
    this.parts.limit.textContent = `${name} tar emot högst ${limit.toLocaleString("sv")} tecken.`;
    this.count();
  }

  /** Show the channel's own count of characters; the engine does the counting, so only once it is there. */
  async count() {
    const { text, channel } = this.draft;
    clearTimeout(this.speaking);
    if (this.engine !== "ready" || !text) return (this.parts.count.textContent = "");
    const { characters, limit } = await call("character_count", { text, channel }).catch(() => ({}));
    if (characters === undefined || text !== this.field.value) return;
    const left = limit - characters;
    const told = left < 0 ? `${(-left).toLocaleString("sv")} tecken för mycket` : `${characters.toLocaleString("sv")} tecken`;
    this.parts.count.textContent = `${told}. `;
    this.parts.count.classList.toggle("over", left < 0);
    this.speaking = setTimeout(() => (this.parts["count-status"].textContent = left < limit / 10 ? told : ""), COUNT_SPOKEN_MS);
  }

  /** The review as text: what was checked, what was chosen and what remains. */
  review() {
    const label = (kind) => {
      const own = this.chosen[kind];
      if (own) return `${this.words.names[own]} (valt)`;
      return this.result[kind].label ? verdictText({ ...this.result[kind], ...this.result.explanation[kind] }, this.words.names) : "ej valt";
    };
    const unsettled = Object.keys(KINDS).filter((kind) => !this.chosen[kind] && this.result.explanation[kind].question);
    const { open, aside } = this.aside.split(this.result.findings, this.words);
    return note({
      text: this.checked,
      channel: this.words.channels[this.checkedChannel].name,
      goal: label("goal"),
      category: label("category"),
      questions: unsettled.map((kind) => this.result.explanation[kind].question.text),
      heading: this.parts.heading.textContent,
      findings: open,
      aside,
      engine: this.result.engine,
    });
  }

  async copy() {
    const done = await copyText(this.review());
    this.parts["copy-status"].textContent = done ? "Granskningen är kopierad." : COPY_FAILED;
  }

  download() {
    saveText("granskning.txt", this.review());
    this.parts["copy-status"].textContent = "Granskningen är nedladdad som granskning.txt.";
  }

  clear() {
    this.round++;
    this.chosen = {};
    this.aside.clear();
    this.parts.form.reset();
    this.parts.result.hidden = true;
    this.parts.trouble.hidden = true;
    this.result = null;
    this.undoStack = [];
    this.errors();
    this.onChannel();
    this.dispatchEvent(new CustomEvent("draft-cleared", { bubbles: true }));
    this.field.focus();
  }

  status(text) {
    this.parts.status.textContent = text;
  }
}

customElements.define("draft-check", DraftCheck);
