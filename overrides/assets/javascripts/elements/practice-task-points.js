// What the engine said of an exercise, point by point, under headings that differ from kind to kind.
import { button, stamp } from "../dom.js";

// Which points (right, not right, remarks), under which heading, and whether they are folded away until asked for.
const GROUPS = {
  "find-faults": [
    { oks: [true], heading: "Det här hittade du" },
    { oks: [false], heading: "Visa det du missade", folded: true },
    { oks: [null], heading: "Det här släpper verktyget igenom" },
  ],
  rewrite: [
    { oks: [false], heading: "Det här återstår" },
    { oks: [null], heading: "Titta också på" },
    { oks: [true], heading: "Det här är klart" },
  ],
  comment: [
    { oks: [false], heading: "Ditt val" },
    { oks: [true, null], heading: "Verktygets råd, och varför" },
  ],
};

/** Fill `target` with the points; `work` is the exercise's own part, which knows the text that their places are in. */
export function showPoints(host, target, points, work, clauses) {
  const groups = GROUPS[host.dataset.kind].map(({ oks, heading, folded = false }) => {
    const own = points.filter(({ ok }) => oks.includes(ok));
    if (!own.length) return null;
    const { copy, slots } = stamp(host, folded ? "folded" : "group");
    slots.heading.textContent = folded ? `${heading} (${own.length})` : heading;
    slots.list.append(...own.map((point) => line(host, point, work, clauses)));
    if (folded) copy.firstElementChild.addEventListener("toggle", ({ target: fold }) => work.reveal?.(fold.open ? own : []));
    return copy;
  });
  target.replaceChildren(...groups.filter(Boolean));
}

function line(host, point, work, clauses) {
  const { copy, slots } = stamp(host, "point");
  const words = "start" in point ? work.text.slice(point.start, point.end) : "";
  copy.firstElementChild.dataset.ok = String(point.ok);
  if (words && !point.text.includes(`”${words}”`)) slots.words.textContent = words;
  else slots.words.remove();
  slots.text.textContent = point.text;
  const clause = clauses[point.clause];
  if (clause) Object.assign(slots.clause, { textContent: clause.title, href: clause.href });
  else slots.clause.remove();
  if (words && work.find) slots.actions.append(button("Visa i texten", () => work.find(words, point.start)));
  else slots.actions.remove();
  return copy;
}
