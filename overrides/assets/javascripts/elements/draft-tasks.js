// The checklist below a checked draft: what the engine says of its tasks goes into the list, with ways to the advice.
import { make, saveText } from "../dom.js";
import "./task-list.js";

const LINKS = 3; // to the advice that speaks against a task
const FILE = "granskning-och-checklista.txt";

class DraftTasks extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector("task-list");
    this.stale = this.querySelector("[data-stale]");
    this.together = this.querySelector("[data-together] button");
    this.together.addEventListener("click", () => this.download());
    document.addEventListener("draft-checked", ({ target, detail }) => this.take(target, detail));
    document.addEventListener("draft-cleared", () => this.clear());
    document.addEventListener("input", ({ target }) => this.host?.contains(target) && this.judge());
  }

  /** Take a check's answer, or the same answer shown anew because something was set aside. */
  take(host, { draft, result, open }) {
    if (result !== this.result) this.checked = JSON.stringify(draft);
    Object.assign(this, { host, result });
    this.toggleAttribute("data-seen", Boolean(result.tasks)); // a reply has no such list
    this.way?.remove();
    if (!result.tasks) return;
    const { facts, tasks } = result.tasks;
    this.pointTo();
    this.list.see({ facts, tasks: Object.fromEntries(tasks.map((task) => [task.id, seen(task, open)])) });
    this.together.parentElement.hidden = false;
    this.querySelector("[data-together-status]").textContent = "";
    this.judge();
  }

  /** Lead from the top of the answer to the list, which may stand far below. */
  pointTo() {
    this.way ??= make("a", "Gå till checklistan", { href: `#${this.querySelector("h2").id}` });
    this.host.querySelector(".result__lead").append(" ", this.way);
  }

  /** Say so where the draft or its form is no longer what was checked. */
  judge() {
    if (this.result) this.stale.hidden = JSON.stringify(this.host.draft) === this.checked;
  }

  clear() {
    this.result = null;
    this.list.reset();
    this.removeAttribute("data-seen");
  }

  download() {
    saveText(FILE, `${this.host.review()}\n\n${this.list.receipt}`);
    this.querySelector("[data-together-status]").textContent = `Nedladdat som ${FILE}.`;
  }
}

/** Return what the list shows of a task: the advice that is still open leads to its place in the answer. */
function seen({ state, why, findings, rules }, open) {
  const own = open.filter(({ rule }) => rules.includes(rule));
  const shown = own.filter(({ id }) => document.getElementById(id)).slice(0, LINKS);
  return { state, why, aside: findings - own.length, links: shown.map(({ id, number }) => ({ text: `Till råd ${number}`, href: `#${id}` })) };
}

customElements.define("draft-tasks", DraftTasks);
