// Shows an advice, the same way whether it comes from the text or from the questions. An advice is {action, abstain, reasons:
// [{id, text?, start?, end?}], parts, due, dueState, alsoReply, runnerUp, answers, engine}; a context is what the form says
// of the comment: {comment, post, channel, received}.
import { annotate } from "../annotate.js";
import { COPY_FAILED, copyText, make, stamp } from "../dom.js";
import { mailto } from "../mail.js";
import { Duties } from "./comment-helper-duties.js";
import { Replies } from "./comment-helper-replies.js";
import { answered, askText, dueText, headline, howText, kinds, MAIL_LIMIT, partsHeading, partText, short } from "./comment-helper-words.js";

export class Advice {
  constructor(element, parts, words) {
    this.element = element;
    this.parts = parts;
    this.words = words;
    this.duties = new Duties(element, parts, words);
    this.replies = new Replies(parts, words);
  }

  /** Show an advice anew, with nothing ticked. */
  show(found, context) {
    const { card, heading, how, urgent, result, stale } = this.parts;
    this.found = found;
    card.dataset.level = found.abstain ? "unsure" : this.words.actions[found.action].level;
    heading.textContent = headline(found, this.words);
    how.textContent = howText(found, this.words);
    urgent.textContent = found.reasons.map(({ id }) => this.words.reasons[id].urgent).find(Boolean) ?? "";
    urgent.hidden = !urgent.textContent;
    stale.hidden = true;
    this.showReasons();
    this.showParts();
    this.showComment(context);
    this.duties.show(found, context);
    this.replies.show(found);
    this.update(context);
    result.hidden = false;
  }

  /** Show what depends on the context alone; the steps that are ticked stay. */
  update(context) {
    this.showDue(context);
    this.showAsk(context);
    this.duties.update(context);
  }

  /** Take in when a reply is due, in all its places. */
  reckoned(due, context) {
    Object.assign(this.found, due);
    this.showParts();
    this.showDue(context);
  }

  showDue({ received }) {
    const { due, dueState, parts } = this.found;
    const later = due ?? parts.find((part) => part.due)?.due;
    this.parts["due-box"].hidden = !answered(this.found);
    this.parts.due.textContent = dueText(later, dueState);
    this.parts.when.hidden = Boolean(received);
  }

  showReasons() {
    const { reasons, abstain } = this.found;
    this.parts.why.hidden = !reasons.length;
    this.parts["why-heading"].textContent = abstain ? "Det som talar för det" : "Varför";
    this.parts.reasons.replaceChildren(...kinds(this.found.reasons).map((id, i) => this.reason(id, i + 1)));
  }

  reason(id, number) {
    const quotes = this.found.reasons.filter((reason) => reason.id === id && reason.text).map(({ text }) => `”${short(text)}”`);
    const { name, meaning, clause } = this.words.reasons[id];
    const { title, href } = this.words.clauses[clause];
    const { copy, slots } = stamp(this.element, "reason");
    copy.firstElementChild.id = `helper-reason-${number}`;
    slots.name.textContent = name;
    slots.words.textContent = [...new Set(quotes)].join(", ");
    slots.meaning.textContent = meaning;
    Object.assign(slots.clause, { textContent: title, href });
    return copy;
  }

  showParts() {
    const { parts } = this.found;
    this.parts["parts-section"].hidden = parts.length < 2;
    this.parts["parts-heading"].textContent = partsHeading(parts.length);
    this.parts["parts-list"].replaceChildren(
      ...parts.map((part, i) => {
        const { order, what, why } = partText(part, i, this.words);
        const line = make("li");
        line.append(`${order}: `, make("strong", `${what}.`), why);
        return line;
      }),
    );
  }

  /** Show the comment with the words behind the advice marked, each with its reason. */
  showComment({ comment }) {
    const marked = this.found.reasons
      .map(({ id, text, start, end }) => ({ start, end, text, shown: text, ...this.sign(id) }))
      .filter(({ start, end }) => end > start)
      .filter((one, place, all) => !all.some((other, at) => other.number === one.number && around(other, one, at - place)));
    this.parts["annotated-section"].hidden = !marked.length;
    annotate(this.parts.annotated, comment, marked);
  }

  sign(id) {
    const { name, action } = this.words.reasons[id];
    const number = kinds(this.found.reasons).indexOf(id) + 1;
    return { name, sign: name, number, id: `helper-reason-${number}`, level: this.words.actions[action].level };
  }

  /** Show the ready question: at once where the tool is unsure, folded where it advises something that is hard to undo. */
  showAsk(context) {
    const { asking, disagree, "disagree-ask": folded } = this.parts;
    const { abstain, action } = this.found;
    disagree.hidden = abstain || !this.words.actions[action].steps.length;
    asking.replaceChildren(abstain ? this.ask(context) : "");
    asking.querySelector('[data-slot="keep"]')?.toggleAttribute("hidden", Boolean(action) && !this.words.actions[action].steps.length);
    folded.replaceChildren(disagree.hidden ? "" : this.ask(context));
  }

  ask(context) {
    const { copy, slots } = stamp(this.element, "ask");
    const { subject, text } = askText(this.found, context, this.words);
    const address = mailto(this.words.contacts.akn, subject, text);
    slots.mail.href = address.length <= MAIL_LIMIT ? address : mailto(this.words.contacts.akn, subject, "");
    slots.text.textContent = text;
    slots.copy.addEventListener("click", async () => {
      const done = await copyText(text);
      slots.status.textContent = done ? "Frågan är kopierad. Klistra in den i Teams." : COPY_FAILED;
    });
    return copy;
  }
}

/** Whether a mark lies around another, or in the same place and before it. */
function around(outer, inner, distance) {
  const same = outer.start === inner.start && outer.end === inner.end;
  return same ? distance < 0 : outer.start <= inner.start && outer.end >= inner.end;
}
