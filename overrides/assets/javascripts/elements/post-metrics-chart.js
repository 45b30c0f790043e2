// Bar charts as SVG that is read aloud, prints and needs no style of its own: one bar a row, its words above it, so that it
// fits any width. Lengths are in em and percent, so that it grows with the text and shrinks with the page.
import { make } from "../dom.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const ROW_EM = 2.5;
let serial = 0;

function svg(tag, attributes, text = "") {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

/**
 * Return a figure with a chart of `rows`, [{label, value, shown, chosen?}] where value may be null, and the same figures as
 * a table under it; `heads` are the two headings of the table.
 */
export function barChart(title, heads, rows) {
  const most = Math.max(0, ...rows.map(({ value }) => value ?? 0));
  const id = `metrics-chart-${++serial}`;
  const picture = svg("svg", { class: "metrics-chart", role: "img", width: "100%", height: `${rows.length * ROW_EM + 0.2}em`, "aria-labelledby": `${id}-title ${id}-desc` });
  picture.append(svg("title", { id: `${id}-title` }, title), svg("desc", { id: `${id}-desc` }, rows.map(({ label, shown }) => `${label}: ${shown}.`).join(" ")));
  rows.forEach((row, number) => picture.append(...bar(row, number * ROW_EM, most)));
  const figure = make("figure", "", { className: "metrics-figure" });
  figure.append(make("figcaption", title), picture, asTable(title, heads, rows));
  return figure;
}

function bar({ label, value, shown, chosen }, top, most) {
  const mark = chosen ? " metrics-chart__row--chosen" : "";
  const words = svg("text", { class: `metrics-chart__label${mark}`, x: "0", y: `${top + 1.1}em` }, label);
  const figure = svg("text", { class: `metrics-chart__value${mark}`, x: "100%", y: `${top + 1.1}em`, "text-anchor": "end" }, shown);
  const ground = { x: "0", y: `${top + 1.45}em`, height: "0.7em" };
  const bars = [svg("rect", { ...ground, class: "metrics-chart__ground", width: "100%" })];
  if (value) bars.push(svg("rect", { ...ground, class: `metrics-chart__bar${mark}`, width: `${Math.max(0.5, (100 * value) / most).toFixed(2)}%` }));
  return [words, figure, ...bars];
}

function asTable(title, heads, rows) {
  const details = make("details", "", { className: "helper-fold" });
  const table = make("table", "", { className: "metrics-table" });
  const head = make("tr");
  head.append(...heads.map((text) => make("th", text, { scope: "col" })));
  const lines = rows.map(({ label, shown }) => {
    const line = make("tr");
    line.append(make("th", label, { scope: "row" }), make("td", shown));
    return line;
  });
  const [top, body] = [make("thead"), make("tbody")];
  top.append(head);
  body.append(...lines);
  table.append(make("caption", title, { className: "visually-hidden" }), top, body);
  details.append(make("summary", "Visa som tabell"), table);
  return details;
}
