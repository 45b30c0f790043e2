// What is said about a roster: headline, warnings, loads, waits with a picture, and how far it is proved. Words, no rules.
import { HALVES, spokenDay, weekNumber } from "../calendar.js";
import { make } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";
const svg = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

export const plural = (count, one, many) => `${count.toLocaleString("sv")} ${count === 1 ? one : many}`;

/** Return the headline of a roster. */
export const headline = ({ uncovered }) => (uncovered ? `${plural(uncovered, "plats saknar", "platser saknar")} någon` : "Alla pass är bemannade");

/** Return what an edit did to the roster, as one sentence. */
export function consequence(before, after) {
  const told = [];
  const gaps = after.uncovered - before.uncovered;
  if (gaps) told.push(after.uncovered ? `Nu ${after.uncovered === 1 ? "saknar 1 plats" : `saknar ${after.uncovered} platser`} någon` : "Nu är alla pass bemannade");
  const splits = after.split_days - before.split_days;
  if (splits) told.push(`${plural(Math.abs(splits), "delad dag", "delade dagar")} ${splits > 0 ? "fler" : "färre"}`);
  const fridays = after.friday_repeats - before.friday_repeats;
  if (fridays) told.push(fridays > 0 ? "någon får hela fredagar två veckor i rad" : "färre får hela fredagar två veckor i rad");
  return told.length ? ` ${told.join(", ")}.` : "";
}

export function loadRow({ person, shifts, capacity, percent }, name, highest) {
  const item = make("li", "", { className: "load" });
  item.dataset.person = person;
  const bar = make("span", "", { className: "load__bar", ariaHidden: "true" });
  bar.append(make("span", "", { className: "load__fill" }));
  bar.firstElementChild.style.inlineSize = `${Math.min(100, percent)}%`;
  item.append(
    make("span", name),
    bar,
    make("span", `${shifts} av ${plural(capacity, "möjligt pass", "möjliga pass")}, ${percent} %${highest ? " (mest)" : ""}`, { className: "load__told" }),
  );
  return item;
}

/** Return a line about each channel's longest wait; where all wait alike, `promise` has said it. */
export function waitLines(waits, promise, names, agreements) {
  const agreed = waits.filter(({ channel }) => agreements.includes(channel));
  const own = waits.filter(({ channel }) => !agreements.includes(channel));
  const alike = own.every(({ asked, seen, holds }) => asked === own[0].asked && seen === own[0].seen && holds === own[0].holds);
  const lines = own.length && alike ? [waitLine({ ...own[0], text: promise.text })] : own.map(waitLine);
  return [...lines, ...agreed.map(({ channel }) => make("p", `${names[channel]}: kontaktcenter svarar enligt er överenskommelse.`))];
}

function waitLine({ holds, text }) {
  const line = make("p", text);
  line.prepend(make("span", holds ? "✓ " : "⚠ ", { className: holds ? "wait__ok" : "wait__late", ariaHidden: "true" }));
  return line;
}

const GAP = 0.6; // between weeks, in widths of a shift

/** Return a picture of every shift of the period, a row for each channel: covered, short, or empty. */
export function coverPicture(waits, names) {
  const rows = waits.map((wait) => coverRow(wait, names[wait.channel]));
  const figure = make("figure", "", { className: "cover" });
  figure.append(...rows, make("figcaption", "Ett streck per pass, veckorna åtskilda. Helt streck: bemannat. Halvt: någon saknas. Kort: ingen svarar. Prick: ingen behövs. Linjen ovanför visar den längsta väntan."));
  return figure;
}

function coverRow({ parts, asked, seen }, name) {
  const needed = parts.filter((part) => part.need);
  const covered = needed.filter((part) => part.covered >= part.need);
  let week = 0;
  const places = parts.map((part, number) => {
    if (number && weekNumber(part.date) !== weekNumber(parts[number - 1].date)) week += 1;
    return number + week * GAP;
  });
  const width = (places.at(-1) ?? 0) + 1;
  const picture = svg("svg", {
    viewBox: `0 0 ${width} 10`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": `${name}: ${covered.length} av ${needed.length} pass är bemannade.`,
  });
  parts.forEach((part, number) => {
    const kind = !part.need ? "none" : part.covered >= part.need ? "full" : part.covered ? "short" : "empty";
    const height = { full: 8, short: 5, empty: 2.5, none: 1 }[kind];
    picture.append(svg("rect", { class: `cover__${kind}`, x: places[number] + 0.08, y: 10 - height, width: 0.84, height }));
  });
  const from = parts.findIndex((part) => `${part.date}T${part.half === "am" ? "12" : "17"}` >= asked.slice(0, 13));
  const to = seen ? parts.findIndex((part) => `${part.date}T${part.half === "am" ? "08" : "12"}` >= seen.slice(0, 13)) : parts.length - 1;
  if (needed.length && from >= 0 && to > from) {
    picture.append(svg("rect", { class: "cover__wait", x: places[from] + 1, y: 0, width: Math.max(0.3, places[to] - places[from] - 1), height: 1 }));
  }
  const row = make("div", "", { className: "cover__row" });
  row.append(make("span", name), picture);
  return row;
}

const LEVELS = {
  uncovered: { best: "Inget schema kan ha färre luckor.", open: (now, bound) => `Luckor: ${now}. Ingen kan komma under ${bound}, men det är inte visat att ${now} är minst.` },
  loads: { best: "Inget schema fördelar passen jämnare.", open: () => "Fördelningen är jämn, men det är inte visat att ingen är jämnare." },
  friday_repeats: { best: "Ingen kan ha färre hela fredagar två veckor i rad.", open: (now, bound) => `Hela fredagar två veckor i rad: ${now}. Ingen kan komma under ${bound}.` },
  split_days: { best: "Inget schema har färre delade dagar.", open: (now, bound) => `Delade dagar, när någon bara har halva dagen: ${now}. Inget schema har färre än ${bound}.` },
};

/** Return one line per level of the objective: proved, or how far from it. */
export function proofLines(objective, { proved, bounds = {} }) {
  return Object.entries(LEVELS).map(([level, words]) => {
    const text = proved[level] ? words.best : words.open(objective[level], bounds[level] ?? 0);
    return make("li", `${proved[level] ? "Bevisat: " : ""}${text}`);
  });
}

/** Return what the progress line says. */
export function progressText({ phase, uncovered }) {
  const doing = { cover: "Fyller passen", even: "Fördelar jämnt", tidy: "Samlar till hela dagar", prove: "Kontrollerar att inget är bättre" };
  return `${doing[phase] ?? "Arbetar"} …${uncovered ? ` ${plural(uncovered, "plats saknar", "platser saknar")} någon just nu.` : ""}`;
}

/** Return one shift of a person: "måndag 11 januari 8–12: Facebook, LinkedIn". */
export const mineLine = ({ date, half, channels }, names) => `${spokenDay(date)} ${HALVES[half].time}: ${channels.map((id) => names[id]).join(", ")}`;
