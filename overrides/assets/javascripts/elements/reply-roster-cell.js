// The dialogue of one place: who is there, who could be, and who could change with whom. Every choice needs one press.
import { call } from "../python.js";
import { make } from "../dom.js";
import { spokenPlace } from "./reply-roster-table.js";

const small = (text, action) => make("button", text, { type: "button", className: "button button--small", onclick: action });

export class CellDialog {
  /** `change(assignments, told)` carries a choice out; `focusBack(place)` gives the focus back to the table. */
  constructor(parts, { change, focusBack }) {
    Object.assign(this, { parts, change, focusBack });
    parts["cell-close"].addEventListener("click", () => parts.cell.close());
    parts.cell.addEventListener("close", () => this.place && this.focusBack(this.place));
  }

  async open(view, place) {
    Object.assign(this, { view, place });
    const { parts } = this;
    const asked = { instance: view.instance, assignments: view.assignments, ...place };
    const { options } = await call("roster_options", asked);
    if (this.place !== place) return;
    const here = view.assignments.filter((one) => same(one, place)).map(({ person }) => person);
    parts["cell-heading"].textContent = upper(spokenPlace(place, view.names));
    parts["cell-there"].replaceChildren(...here.map((person) => this.there(person)));
    parts["cell-need"].textContent = here.length ? "" : "Ingen svarar här än.";
    const able = options.filter(({ can, person }) => can && !here.includes(person));
    const unable = options.filter(({ can, person }) => !can && !here.includes(person));
    parts["cell-options"].replaceChildren(...able.map((option) => this.option(option, here)));
    if (!able.length) parts["cell-options"].append(make("li", "Ingen annan kan ta passet som det är nu."));
    parts["cell-cannot"].replaceChildren(...unable.map(({ name, why }) => make("li", `${name}: ${why}`)));
    parts["cell-cannot-summary"].textContent = `Kan inte (${unable.length})`;
    parts["cell-cannot-summary"].parentElement.hidden = !unable.length;
    parts["cell-cannot-summary"].parentElement.open = false;
    parts.cell.showModal();
    parts["cell-heading"].focus();
  }

  name(person) {
    return this.view.instance.people.find(({ id }) => id === person)?.name ?? person;
  }

  there(person) {
    const item = make("li");
    const where = spokenPlace(this.place, this.view.names);
    const swaps = make("details");
    swaps.append(make("summary", `Byten för ${this.name(person)}`));
    swaps.addEventListener("toggle", () => swaps.open && swaps.children.length === 1 && this.showSwaps(person, swaps));
    item.append(make("strong", this.name(person)), " ", small("Ta bort", () => this.done(this.without(person), `${this.name(person)} är borttagen ${where}.`)), swaps);
    return item;
  }

  async showSwaps(person, box) {
    const { instance, assignments } = this.view;
    const { date, half } = this.place;
    const { takers, swaps } = await call("roster_swaps", { instance, assignments, date, half, person });
    const list = make("ul");
    const carry = (text, moved) => {
      const item = make("li");
      item.append(small(text, () => this.done(moved, text)));
      list.append(item);
    };
    for (const taker of takers) carry(taker.text, given(assignments, person, taker.person, { date, half }));
    for (const swap of swaps) {
      const once = given(assignments, person, "\0", { date, half });
      carry(swap.text, given(given(once, swap.person, person, swap), "\0", swap.person, { date, half }));
    }
    if (!list.children.length) list.append(make("li", "Det finns inget byte som håller alla regler."));
    box.append(list);
  }

  option({ person, name, shifts, percent }, here) {
    const item = make("li");
    const told = ` (${shifts} pass, ${percent} %)`;
    const where = spokenPlace(this.place, this.view.names);
    const need = this.view.waits.find(({ channel }) => channel === this.place.channel)?.parts.find((part) => part.date === this.place.date && part.half === this.place.half)?.need ?? 0;
    if (here.length < need) item.append(small(`Sätt in ${name}${told}`, () => this.done([...this.view.assignments, { ...this.place, person }], `${name} är insatt ${where}.`)));
    for (const other of here) {
      item.append(small(`Byt ${this.name(other)} mot ${name}${told}`, () => this.done([...this.without(other), { ...this.place, person }], `${name} tar över efter ${this.name(other)} ${where}.`)));
    }
    return item;
  }

  without(person) {
    return this.view.assignments.filter((one) => !(same(one, this.place) && one.person === person));
  }

  done(assignments, told) {
    this.parts.cell.close();
    this.change(assignments, told, this.place);
  }
}

const upper = (text) => text[0].toUpperCase() + text.slice(1);
const same = (one, place) => one.date === place.date && one.half === place.half && one.channel === place.channel;

/** Return the assignments where `to` has all that `from` had in the shift. */
const given = (assignments, from, to, { date, half }) =>
  assignments.map((one) => (one.person === from && one.date === date && one.half === half ? { ...one, person: to } : one));
