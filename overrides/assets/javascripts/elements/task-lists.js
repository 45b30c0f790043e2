// The cards of all checklists: how far the person has come in each, as kept on this device.
import { onKept } from "../memory.js";
import { count, read } from "./task-list-ticks.js";
import { progress } from "./task-list-words.js";

class TaskLists extends HTMLElement {
  connectedCallback() {
    for (const card of this.querySelectorAll("[data-list]")) {
      show(card);
      onKept(`tasks:${card.dataset.list}`, () => show(card));
    }
    addEventListener("pageshow", () => this.querySelectorAll("[data-list]").forEach(show)); // back from a list, by the browser's own way
    this.dataset.ready = "";
  }
}

function show(card) {
  const { list, version } = card.dataset;
  const state = read(list, Number(version));
  const { shown, done } = count([...card.querySelectorAll("[data-task]")].map(({ dataset: { task, when } }) => ({ task, when })), state);
  const line = card.querySelector("[data-progress]");
  const old = !done && Object.keys(state.older).length > 0;
  line.hidden = !done && !old;
  line.textContent = old ? "Bockar från en äldre version, se över" : done ? progress(done, shown.length) : "";
  card.classList.toggle("tasks-card--done", done > 0 && done === shown.length);
}

customElements.define("task-lists", TaskLists);
