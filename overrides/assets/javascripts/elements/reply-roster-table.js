// The roster as one table a week, where a cell opens a dialogue that says who could answer there.
import { addDays, HALVES, mondayOf, spokenDay, spokenRange, weekday, weekNumber } from "../calendar.js";
import { make } from "../dom.js";

const upper = (text) => text[0].toUpperCase() + text.slice(1);

/** Return a part of a table that stays one for a screen reader when the style makes it a list on a phone. */
function cell(tag, role, text = "", more = {}) {
  const node = make(tag, text, more);
  node.setAttribute("role", role);
  return node;
}

/** Return "måndag 11 januari förmiddag på Facebook". */
export const spokenPlace = ({ date, half, channel }, names) => `${spokenDay(date)} ${HALVES[half].name}${channel ? ` på ${names[channel]}` : ""}`;

/** Return the Mondays of the period. */
export const mondays = ({ start, weeks }) => Array.from({ length: weeks }, (_, number) => addDays(start, 7 * number));

export const weekName = (monday) => `Vecka ${weekNumber(monday)} (${spokenRange(monday, addDays(monday, 4))})`;

/**
 * Return the tables, one a week. `view` holds {instance, names, agreements, assignments, parts}, where parts[channel] is
 * [{date, half, covered, need}] per shift; `onCell({date, half, channel}, button)` is told which cell was chosen.
 */
export function tables(view, onCell) {
  const people = Object.fromEntries(view.instance.people.map(({ id, name }) => [id, name]));
  const there = new Map();
  for (const { date, half, channel, person } of view.assignments) {
    const key = `${date} ${half} ${channel}`;
    there.set(key, [...(there.get(key) ?? []), person]);
  }
  const places = new Map();
  for (const { channel, parts } of view.waits) for (const part of parts) places.set(`${part.date} ${part.half} ${channel}`, part);
  return mondays(view.instance.period).map((monday) => weekTable(view, monday, { people, there, places, onCell }));
}

function weekTable(view, monday, shared) {
  const table = cell("table", "table", "", { className: "roster-week" });
  table.dataset.week = monday;
  const caption = make("caption", weekName(monday));
  const head = cell("tr", "row");
  for (const text of ["Dag", "Pass", ...view.instance.channels.map(({ id }) => view.names[id])]) {
    const column = cell("th", "columnheader", text, { scope: "col" });
    column.dataset.sortMethod = "none"; // the theme would draw arrows for sorting
    head.append(column);
  }
  const top = cell("thead", "rowgroup");
  top.append(head);
  const body = cell("tbody", "rowgroup");
  for (let number = 0; number < 5; number++) body.append(...dayRows(view, addDays(monday, number), shared));
  table.append(caption, top, body);
  return table;
}

function dayRows(view, date, { people, there, places, onCell }) {
  const open = Object.keys(HALVES).filter((half) => view.instance.channels.some(({ id }) => places.has(`${date} ${half} ${id}`)));
  if (!open.length) {
    const row = cell("tr", "row", "", { className: "roster-week__off" });
    row.append(cell("th", "rowheader", upper(spokenDay(date)), { scope: "row" }), cell("td", "cell", "Ledig dag", { colSpan: view.instance.channels.length + 1 }));
    return [row];
  }
  return open.map((half, number) => {
    const row = cell("tr", "row");
    if (number === 0) row.append(cell("th", "rowheader", upper(spokenDay(date)), { scope: "rowgroup", rowSpan: open.length, className: "roster-week__day" }));
    row.append(cell("th", "rowheader", HALVES[half].time, { scope: "row", className: "roster-week__half" }));
    for (const { id } of view.instance.channels) {
      const place = { date, half, channel: id };
      const part = places.get(`${date} ${half} ${id}`) ?? { covered: 0, need: 0 };
      row.append(placeCell(view, place, part, there.get(`${date} ${half} ${id}`) ?? [], people, onCell));
    }
    return row;
  });
}

function placeCell(view, place, { need }, there, people, onCell) {
  const box = cell("td", "cell");
  box.dataset.label = view.names[place.channel];
  if (!need && !there.length) {
    box.textContent = view.agreements.includes(place.channel) ? "KC svarar" : "–";
    return box;
  }
  const missing = need - there.length;
  const gap = missing > 0 ? (there.length ? `${missing} saknas` : "Saknas") : "";
  const open = make("button", "", { type: "button", className: `place${gap ? " place--gap" : ""}` });
  open.dataset.place = `${place.date} ${place.half} ${place.channel}`;
  for (const person of there) {
    const who = make("span", people[person] ?? person, { className: "place__who" });
    who.dataset.person = person;
    open.append(who);
  }
  if (gap) open.append(make("span", gap, { className: "place__gap" }));
  open.setAttribute("aria-label", `${[...there.map((person) => people[person]), gap].filter(Boolean).join(", ")}. Ändra ${spokenPlace(place, view.names)}`);
  open.setAttribute("aria-haspopup", "dialog");
  open.addEventListener("click", () => onCell(place, open));
  box.append(open);
  return box;
}

/** Return the shifts of one person, [{date, half, channels}], in order. */
export function shiftsOf(person, assignments) {
  const shifts = new Map();
  for (const { date, half, channel, person: who } of assignments) {
    if (who !== person) continue;
    const key = `${date} ${half}`;
    shifts.set(key, { date, half, channels: [...(shifts.get(key)?.channels ?? []), channel] });
  }
  return [...shifts.values()].sort((a, b) => (a.date + a.half < b.date + b.half ? -1 : 1));
}

/** Return the Monday of the week to show first: the one of today if the period holds it. */
export function firstWeek(period, today) {
  const monday = mondayOf(today);
  return mondays(period).includes(monday) && weekday(today) < 5 ? monday : period.start;
}
