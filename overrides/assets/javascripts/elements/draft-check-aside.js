// "Stämmer här": what the person says is right as it stands, with the reason, kept aside while the text is edited.
import { button, make, stamp } from "../dom.js";
import { numbered, shorten } from "./draft-check-words.js";

export class SetAside {
  /** `changed` is called with what to tell when something was set aside or taken back. */
  constructor(element, changed) {
    this.element = element;
    this.changed = changed;
    this.clear();
  }

  clear() {
    this.kept = []; // {rule, text, reason}
  }

  find({ rule, text }) {
    return this.kept.find((kept) => kept.rule === rule && kept.text === text);
  }

  /** Return {open, aside}: the findings that remain, and those set aside with their reasons, each numbered. */
  split(findings, words) {
    const open = findings.filter((finding) => !this.find(finding));
    const aside = findings.filter((finding) => this.find(finding));
    return {
      open: numbered(open, words),
      aside: numbered(aside, words).map((finding) => ({ ...finding, reason: this.find(finding).reason })),
    };
  }

  /** Return the list of what is set aside, or nothing. */
  group(findings, words) {
    const { aside } = this.split(findings, words);
    if (!aside.length) return "";
    const { copy, slots } = stamp(this.element, "group");
    slots.heading.textContent = `Stämmer här (${aside.length})`;
    for (const finding of aside) {
      const item = make("li", "", { className: "finding" });
      const reason = finding.reason ? ` Skäl: ${finding.reason}` : "";
      item.append(make("p", `${finding.name}: ”${shorten(finding.shown)}”.${reason}`), button("Ta fram igen", () => this.takeBack(finding)));
      slots.list.append(item);
    }
    return copy;
  }

  /** Ask for the reason, within the finding's own item. */
  ask(finding, item) {
    if (item.querySelector("form")) return;
    const { copy, slots } = stamp(this.element, "aside");
    const form = copy.firstElementChild;
    const field = copy.querySelector("input");
    field.id = `${finding.id}-skal`;
    copy.querySelector("label").htmlFor = field.id;
    form.addEventListener("submit", (event) => (event.preventDefault(), this.keep(finding, field.value.trim())));
    slots.cancel.onclick = () => (form.remove(), item.querySelector("button").focus());
    item.append(copy);
    field.focus();
  }

  keep({ rule, text, name }, reason) {
    this.kept.push({ rule, text, reason });
    this.changed(`Satt åt sidan: ${name}.`);
  }

  takeBack({ rule, text, name }) {
    this.kept = this.kept.filter((kept) => kept.rule !== rule || kept.text !== text);
    this.changed(`Framme igen: ${name}.`);
  }
}
