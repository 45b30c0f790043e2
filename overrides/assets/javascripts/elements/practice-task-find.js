// Find the faults: every word of the text is a button that can be pressed. Words pressed beside each other are one stretch.
import { make } from "../dom.js";

const NO_WORD = /^[–—-]+$/;

export class FindFaults {
  constructor({ text, count }, changed) {
    Object.assign(this, { box: text, count, changed, text: text.textContent });
    this.words = [];
    text.replaceChildren(...this.pieces());
    this.words[0].node.tabIndex = 0;
    text.addEventListener("click", ({ target }) => this.onClick(this.at(target)));
    text.addEventListener("keydown", (event) => this.onKey(event));
  }

  *pieces() {
    let end = 0;
    for (const { 0: word, index } of this.text.matchAll(/\S+/g)) {
      if (NO_WORD.test(word)) continue;
      yield this.text.slice(end, index);
      end = index + word.length;
      const node = make("button", word, { type: "button", className: "practice-word", tabIndex: -1 });
      node.setAttribute("aria-pressed", "false");
      this.words.push({ node, start: index, end });
      yield node;
    }
    yield this.text.slice(end);
  }

  at(node) {
    return this.words.findIndex((word) => word.node === node);
  }

  isPressed({ node }) {
    return node.getAttribute("aria-pressed") === "true";
  }

  press(word, pressed) {
    word.node.setAttribute("aria-pressed", String(pressed));
    delete word.node.dataset.state;
  }

  onClick(place) {
    if (place < 0) return;
    this.press(this.words[place], !this.isPressed(this.words[place]));
    this.move(place);
    this.tell();
  }

  onKey(event) {
    const from = this.at(event.target);
    const to = from < 0 || event.ctrlKey || event.altKey || event.metaKey ? -1 : this.reached(from, event.key);
    if (to < 0) return;
    event.preventDefault();
    if (event.shiftKey) {
      const [first, last] = [Math.min(from, to), Math.max(from, to)];
      for (const word of this.words.slice(first, last + 1)) this.press(word, true);
      this.tell();
    }
    this.move(to);
  }

  /** Return the place that a key leads to, or -1 for another key. */
  reached(from, key) {
    if (key === "Home") return 0;
    if (key === "End") return this.words.length - 1;
    if (key === "ArrowRight") return Math.min(this.words.length - 1, from + 1);
    if (key === "ArrowLeft") return Math.max(0, from - 1);
    return key === "ArrowDown" || key === "ArrowUp" ? this.onNextLine(from, key === "ArrowDown") : -1;
  }

  /** Return the word of the line below or above that is nearest. */
  onNextLine(from, below) {
    const boxes = this.words.map(({ node }) => node.getBoundingClientRect());
    const here = boxes[from];
    const lines = boxes.map(({ top }) => top).filter((top) => (below ? top >= here.bottom - 1 : top < here.top - 1));
    if (!lines.length) return from;
    const line = below ? Math.min(...lines) : Math.max(...lines);
    const off = (place) => Math.abs(boxes[place].left - here.left);
    return boxes.map((_, place) => place).filter((place) => boxes[place].top === line).reduce((best, place) => (off(place) < off(best) ? place : best));
  }

  move(place) {
    for (const [other, { node }] of this.words.entries()) node.tabIndex = other === place ? 0 : -1;
    this.words[place].node.focus();
  }

  focus() {
    this.box.querySelector('[tabindex="0"]').focus();
  }

  stretches() {
    const found = [];
    let before = -2;
    for (const [place, word] of this.words.entries()) {
      if (!this.isPressed(word)) continue;
      if (place === before + 1) found.at(-1)[1] = word.end;
      else found.push([word.start, word.end]);
      before = place;
    }
    return found;
  }

  tell() {
    const count = this.stretches().length;
    this.count.textContent = count ? `${count} ${count === 1 ? "ställe markerat" : "ställen markerade"}.` : "";
    this.join();
    this.changed();
  }

  /** A word whose neighbour is pressed too looks joined to it. */
  join() {
    for (const [place, word] of this.words.entries()) {
      const next = this.words[place + 1];
      word.node.toggleAttribute("data-joined", Boolean(next) && this.isPressed(word) && this.isPressed(next));
    }
  }

  answer() {
    return { chosen: this.stretches() };
  }

  judged({ points }) {
    this.mark(points.filter(({ ok }) => ok !== false));
  }

  /** Show where the missed ones are; with none of them, hide that again. */
  reveal(points) {
    for (const { node } of this.words) if (node.dataset.state === "missed") delete node.dataset.state;
    this.mark(points);
  }

  mark(points) {
    const states = { true: "found", false: "missed", null: "fine" };
    for (const { ok, start, end } of points) {
      for (const word of this.words) if (word.start < end && start < word.end) word.node.dataset.state = states[ok];
    }
  }

  restart() {
    const before = this.words.filter((word) => this.isPressed(word));
    for (const word of this.words) this.press(word, false);
    this.tell();
    return {
      text: before.length ? "Markeringarna är borta." : "",
      undo: () => {
        for (const word of before) this.press(word, true);
        this.tell();
      },
    };
  }
}
