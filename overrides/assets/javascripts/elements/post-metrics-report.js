// The answer on the page: the table of months, charts, posts, the mix, and everything that was noted about the figures.
import { make } from "../dom.js";
import { barChart } from "./post-metrics-chart.js";
import { dayName, excerpt, monthName, NOTHING, plural, shown, upper } from "./post-metrics-words.js";

export const FIELDS = ["posts", "reach_sum", "video_views", "link_clicks", "interactions", "engagement_rate", "new_followers"];
const CHART_MONTHS = 13; // a year, and the same month the year before
const FIRST_ERRORS = 5;

/** Return a figure of a month, null where the files do not hold it: a month of new followers alone has no number of posts. */
export const figureOf = (row, field) => (field === "posts" ? row.posts || null : row[field]);

function list(lines, className = "") {
  const node = make("ul", "", { className });
  node.append(...lines.map((line) => (typeof line === "string" ? make("li", line) : line)));
  return node;
}

function folded(summary, ...content) {
  const node = make("details", "", { className: "helper-fold" });
  node.append(make("summary", summary), ...content);
  return node;
}

/**
 * Return the table of months in a region that scrolls, its notes, numbered as beside the figures, and what else is known;
 * `chosen` is a month or "".
 */
export function monthTable({ months, notes: general }, words, chosen) {
  const numbers = new Map();
  const mark = (notes) => notes.map((note) => {
    if (!numbers.has(note)) numbers.set(note, numbers.size + 1);
    return numbers.get(note);
  });
  const table = make("table", "", { className: "metrics-table metrics-table--months" });
  const head = make("tr");
  head.append(make("th", "Kanal och månad", { scope: "col" }), ...FIELDS.map((field) => make("th", words.measures[field], { scope: "col", className: "metrics-table__figure" })));
  const body = make("tbody");
  for (const row of months) {
    const line = make("tr", "", { className: row.month === chosen ? "is-chosen" : "" });
    const noted = (cell, notes) => {
      if (!notes.length) return cell;
      const marks = make("sup", "", { className: "metrics-table__note" });
      marks.append(make("span", " not ", { className: "visually-hidden" }), mark(notes).join(" ")); // read aloud, 2 064 with note 1 is not 20 641
      cell.append(marks);
      return cell;
    };
    const figures = FIELDS.map((field) => noted(make("td", shown(field, figureOf(row, field)), { className: "metrics-table__figure" }), row.about[field] ?? []));
    const ofAll = row.notes.filter((note) => !general.includes(note) && !Object.values(row.about).flat().includes(note));
    const name = make("th", "", { scope: "row" });
    name.append(make("span", words.channels[row.channel] ?? row.channel, { className: "metrics-table__channel" }), " ", upper(monthName(row.month)));
    line.append(noted(name, ofAll), ...figures);
    body.append(line);
  }
  const top = make("thead");
  top.append(head);
  table.append(make("caption", "Siffrorna för varje kanal och månad", { className: "visually-hidden" }), top, body);
  const scroll = make("div", "", { className: "metrics-scroll", tabIndex: 0, role: "region", ariaLabel: "Siffrorna för varje kanal och månad" });
  scroll.append(table);
  const notes = make("ol", "", { className: "metrics-notes" });
  notes.append(...[...numbers.keys()].map((note) => make("li", note)));
  const rest = general.filter((note) => !numbers.has(note));
  return [scroll, notes, ...(rest.length ? [folded("Mer om filerna och siffrorna", list(rest))] : [])];
}

/** Return one chart a channel of a measure over the months, the latest first. */
export function monthCharts(months, words, field, chosen) {
  const channels = [...new Set(months.map(({ channel }) => channel))];
  return channels.map((channel) => {
    const rows = months
      .filter((row) => row.channel === channel)
      .slice(-CHART_MONTHS)
      .map((row) => ({ label: upper(monthName(row.month)), value: figureOf(row, field), shown: shown(field, figureOf(row, field)), chosen: row.month === chosen }));
    const title = `${words.channels[channel] ?? channel}: ${words.measures[field].toLowerCase()} per månad`;
    if (rows.every(({ value }) => value === null)) return make("p", `${title}: ${NOTHING}. Det står inte i filerna.`, { className: "metrics-figure" });
    return barChart(title, ["Månad", words.measures[field]], rows);
  });
}

/** Return the posts that did best and worst, goal by goal. */
export function rankedLists({ best, worst }, words) {
  const goals = Object.entries(words.goals).filter(([id]) => best[id]?.length);
  if (!goals.length) return [make("p", "Inga inlägg går att jämföra: antingen gissade verktyget inget mål, eller så saknas siffran för målet i filen.")];
  return goals.map(([id, goal]) => {
    const section = make("section", "", { className: "metrics-goal" });
    const [top, bottom] = [best[id], worst[id].filter((post) => !best[id].some((other) => samePost(post, other)))];
    const field = top[0].measure;
    section.append(make("h4", `${goal}: ${words.measures[field].toLowerCase()}`));
    section.append(ranking(bottom.length || top.length > 1 ? "Bäst" : "Det enda inlägget", top, words));
    if (bottom.length) section.append(ranking("Sämst", bottom, words));
    return section;
  });
}

const samePost = (one, other) => one.file === other.file && one.row === other.row;

function ranking(heading, posts, words) {
  const box = make("div");
  const lines = (some) => list(some.map((post) => rankedPost(post, words)), "metrics-posts");
  box.append(make("h5", heading), lines(posts.slice(0, 1)));
  if (posts.length > 1) box.append(folded(`Visa ${plural(posts.length - 1, "inlägg till", "inlägg till")}`, lines(posts.slice(1))));
  return box;
}

function rankedPost(post, words) {
  const line = make("li");
  const guess = [words.goals[post.goal], words.categories[post.category]].filter(Boolean).join(", ");
  line.append(
    make("span", shown(post.measure, post.value), { className: "metrics-posts__value" }),
    make("span", excerpt(post.text), { className: "metrics-posts__text" }),
    make("span", `${words.channels[post.channel] ?? post.channel}, ${dayName(post.published)}. Gissning: ${guess || "osäker"}.`, { className: "metrics-posts__where" }),
  );
  return line;
}

/** Return one chart each for goals and categories. */
export function mixCharts({ goals, categories }, words) {
  const name = (id, names) => (id === "unsure" ? "Osäkert" : (names[id] ?? id));
  const chart = (title, head, counts, names) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const order = [...Object.keys(names), "unsure"].filter((id) => id in counts);
    const rows = order.map((id) => ({ label: name(id, names), value: counts[id], shown: `${shown("posts", counts[id])} av ${shown("posts", total)}` }));
    return rows.length ? [barChart(title, [head, "Inlägg"], rows)] : [];
  };
  return [...chart("Mål, som verktyget gissar dem", "Mål", goals, words.goals), ...chart("Kategorier, som verktyget gissar dem", "Kategori", categories, words.categories)];
}

/** Return the questions about the mix, each with a link to its clause. */
export function questionList(questions, words) {
  return list(questions.map(({ text, clause }) => {
    const line = make("li", `${text} `);
    const { title, href } = words.clauses[clause] ?? {};
    if (href) line.append(make("a", title, { className: "ref", href }));
    return line;
  }), "metrics-questions");
}

/** Return what could not be counted, file by file and row by row; the rest is folded away. */
export function problemList(errors, more) {
  const lines = errors.map(({ file, row, message }) => make("li", `${file}${row ? `, rad ${row}` : ""}: ${message}`));
  if (more) lines.push(make("li", `Och ${plural(more, "sak", "saker")} till, som inte visas här.`));
  const rest = lines.splice(FIRST_ERRORS);
  return [list(lines), ...(rest.length ? [folded(`Visa ${plural(rest.length, "till", "till")}`, list(rest))] : [])];
}
