// Drafts of replies by kind, and what the draft check says of the reply as it stands.
import { COPY_FAILED, copyText, make } from "../dom.js";
import { call } from "../python.js";
import { answered } from "./comment-helper-words.js";

const LEVELS = { must: "Måste åtgärdas", should: "Bör ses över" };

export class Replies {
  constructor(parts, words) {
    this.parts = parts;
    this.words = words;
    parts["reply-kind"].addEventListener("change", () => this.choose());
    parts["reply-check"].addEventListener("click", () => this.check());
    parts["reply-copy"].addEventListener("click", () => this.copy());
    parts["reply-text"].addEventListener("input", () => this.say(""));
  }

  /** Show the drafts where something is to be answered. */
  show(found) {
    const first = this.words.firstReply[found.action];
    this.parts.reply.hidden = found.abstain || !first || !answered(found);
    this.parts["reply-kind"].value = first ?? this.parts["reply-kind"].value;
    this.choose(true);
  }

  /** Put the chosen draft in place, unless that would wipe out what the person has written. */
  choose(force = false) {
    const { "reply-kind": kind, "reply-text": text, "reply-when": when } = this.parts;
    const { when: told, text: draft } = this.words.replies[kind.value];
    if (!force && text.value !== this.draft && !confirm("Vill du byta ut det du har skrivit?")) return (kind.value = this.kind);
    this.kind = kind.value;
    this.draft = text.value = draft;
    when.textContent = told;
    this.say("");
  }

  async check() {
    const text = this.parts["reply-text"].value;
    if (!text.trim()) return this.say("Skriv ett svar att granska.");
    this.say("Granskar …");
    const { findings = [], error = "" } = await call("draft_check", { text, channel: "reply" }).catch(() => ({ error: "Granskningen gick inte att starta. Du kan kopiera svaret ändå." }));
    if (text !== this.parts["reply-text"].value) return;
    if (error) return this.say(error);
    const shown = findings.filter(({ level }) => level in LEVELS);
    const open = text.match(/\[[^\]\n]+\]/g) ?? [];
    const lines = [...open.map((field) => `Fyll i: ${field}`), ...shown.map(({ level, message }) => `${LEVELS[level]}: ${message}`)];
    this.say(lines.length ? `${lines.length} ${lines.length === 1 ? "sak" : "saker"} att se över.` : "Inget att anmärka på.", lines);
  }

  async copy() {
    const done = await copyText(this.parts["reply-text"].value);
    this.say(done ? "Svaret är kopierat." : COPY_FAILED);
  }

  say(text, lines = []) {
    this.parts["reply-status"].textContent = text;
    this.parts["reply-findings"].replaceChildren(...lines.map((line) => make("li", line)));
  }
}
