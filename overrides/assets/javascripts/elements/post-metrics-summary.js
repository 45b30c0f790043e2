// The month's report on one page: the same blocks become text to copy and a page to print.
import { dayName, excerpt, listed, monthBeside, monthName, NOTHING, plural, shown } from "./post-metrics-words.js";
import { FIELDS, figureOf } from "./post-metrics-report.js";
import { make } from "../dom.js";

const DECISION_LINES = 4; // ruled lines to write on by hand, where nothing is written

/** Return the rows of the month, or of all months where `month` is "". */
const rowsOf = (months, month) => months.filter((row) => !month || row.month === month);

/** Return "oktober 2026: 24 inlägg på Facebook och Instagram"; files without posts hold new followers. */
export function heading({ months }, words, month) {
  const rows = rowsOf(months, month);
  const posts = rows.reduce((sum, row) => sum + (row.posts ?? 0), 0);
  const channels = listed([...new Set(rows.map(({ channel }) => words.channels[channel] ?? channel))]);
  return `${month ? monthName(month) : "alla månader"}: ${posts ? plural(posts, "inlägg", "inlägg") : "nya följare"}${channels ? ` på ${channels}` : ""}`;
}

/** Return one sentence a channel: the month's interactions beside those of the month before; and which channels have none. */
export function leads({ months, channels }, words, month) {
  const rows = month ? rowsOf(months, month) : channels;
  const without = channels.filter(({ channel }) => !rows.some((row) => row.channel === channel)).map(({ channel }) => words.channels[channel] ?? channel);
  const told = rows.map((row) => {
    const before = month && months.filter((other) => other.channel === row.channel && other.month < month).at(-1);
    const name = words.channels[row.channel] ?? row.channel;
    if (!row.posts) return `${name}: inga inlägg i filerna. Nya följare: ${shown("new_followers", row.new_followers)}.`;
    if (!month && row.interactions !== null) return `${name}: ${shown("interactions", row.interactions)} interaktioner på ${plural(row.posts, "inlägg", "inlägg")}.`;
    if (row.interactions === null) return `${name}: interaktionerna står inte i filen.`;
    const beside = before && before.interactions !== null ? `, mot ${shown("interactions", before.interactions)} i ${monthBeside(before.month, month)}` : "";
    return `${name}: ${shown("interactions", row.interactions)} interaktioner${beside}.`;
  });
  return [...told, ...(without.length ? [`${listed(without)}: inga siffror för ${monthName(month)} i filerna.`] : [])];
}

/** Return the blocks of the report: [{heading, lines, table?}]; `made` is a day. */
export function blocks(result, words, { month, decision, made }) {
  const rows = rowsOf(result.months, month);
  const files = result.files.filter(({ state }) => state === "read").map(({ name }) => name);
  const ranked = Object.entries(words.goals).flatMap(([id, goal]) => {
    const [best] = result.best[id] ?? [];
    const [worst] = result.worst[id] ?? [];
    if (!best) return [];
    const told = (post) => `${excerpt(post.text, 70)} (${words.channels[post.channel] ?? post.channel}, ${dayName(post.published)}), ${shown(post.measure, post.value)}`;
    const only = !worst || (worst.file === best.file && worst.row === best.row);
    return [`${goal}, ${words.measures[best.measure].toLowerCase()}. Bäst: ${told(best)}.${only ? "" : ` Sämst: ${told(worst)}.`}`];
  });
  const counted = (counts, names) => Object.entries(counts).filter(([, count]) => count).map(([id, count]) => `${id === "unsure" ? "Osäkert" : (names[id] ?? id)} ${shown("posts", count)}`).join(", ");
  const lacks = (field) => rows.every((row) => row[field] === null);
  const reading = Object.entries(words.reading).filter(([field]) => (field === "posts" ? result.mix.classified : !lacks(field))).map(([, line]) => line);
  if (rows.some((row) => FIELDS.some((field) => figureOf(row, field) === null))) reading.push(`${NOTHING} betyder att siffran inte står i filerna eller inte går att räkna.`);
  const noted = month ? rows : result.channels;
  for (const field of ["link_clicks", "interactions"]) {
    const has = noted.filter((row) => row[field] !== null);
    for (const note of new Set(has.flatMap((row) => row.about[field] ?? []))) {
      const channels = has.filter((row) => row.about[field]?.includes(note)).map(({ channel }) => words.channels[channel] ?? channel);
      reading.push(`${words.measures[field]} på ${listed(channels)}: ${note}`);
    }
  }
  if (ranked.length && new Set(rows.filter(({ posts }) => posts).map(({ channel }) => channel)).size > 1) reading.push("Bäst och sämst jämför inlägg i flera kanaler, som räknar på olika sätt.");
  const faults = result.errors.length + (result.more_errors ?? 0);
  if (faults) reading.push(`Verktyget hittade ${plural(faults, "sak", "saker")} att titta på i filerna. Det som inte gick att läsa är inte med i siffrorna.`);
  const { classified, of } = result.mix;
  const some = classified < of ? [`Gissningen gäller de ${shown("posts", classified)} nyaste av ${shown("posts", of)} inlägg.`] : [];
  const found = [
    { heading: "I korthet", lines: leads(result, words, month) },
    { heading: "Siffrorna", table: rows, lines: rows.map((row) => figures(row, words, month)) },
    { heading: "Bäst och sämst för sitt mål", lines: ranked },
    {
      heading: "Blandningen, så som verktyget gissar den",
      lines: classified ? [...some, `Mål: ${counted(result.mix.goals, words.goals)}.`, `Kategori: ${counted(result.mix.categories, words.categories)}.`, ...result.questions.map(({ text }) => text)] : [],
    },
    { heading: "Läs siffrorna så", lines: [...reading, `Underlag: ${listed(files)}. Räknat ${dayName(made)}.`] },
    { heading: "Det här ändrar vi", lines: decision.trim() ? decision.trim().split("\n") : [""], open: true },
  ];
  return found.filter(({ lines }) => lines.length);
}

function figures(row, words, month) {
  const parts = FIELDS.filter((field) => field !== "posts").map((field) => `${words.measures[field].toLowerCase()} ${shown(field, row[field])}`);
  return `${words.channels[row.channel] ?? row.channel}${month ? "" : `, ${monthName(row.month)}`}: ${row.posts ? plural(row.posts, "inlägg", "inlägg") : "inga inlägg i filerna"}, ${parts.join(", ")}.`;
}

/** Return the report as text. */
export function asText(title, found) {
  return `${title}\n\n${found.map(({ heading, lines }) => `${heading}\n${lines.join("\n")}`).join("\n\n")}\n`;
}

/** Return the report as nodes to read and print. */
export function asNodes(title, found, words, month) {
  return [
    make("h4", title),
    ...found.flatMap(({ heading, lines, table, open }) => [make("h5", heading), table ? figureTable(table, words, month) : open && !lines[0] ? ruled() : paragraphs(lines)]),
  ];
}

function paragraphs(lines) {
  const box = make("ul");
  box.append(...lines.map((line) => make("li", line)));
  return box;
}

function ruled() {
  const box = make("div", "", { className: "metrics-report__lines" });
  box.append(...Array.from({ length: DECISION_LINES }, () => make("div")));
  return box;
}

function figureTable(rows, words, month) {
  const table = make("table", "", { className: "metrics-table" });
  const [top, head, body] = [make("thead"), make("tr"), make("tbody")];
  const several = !month;
  head.append(make("th", "Kanal", { scope: "col" }), ...(several ? [make("th", "Månad", { scope: "col" })] : []), ...FIELDS.map((field) => make("th", words.measures[field], { scope: "col", className: "metrics-table__figure" })));
  for (const row of rows) {
    const line = make("tr");
    line.append(make("th", words.channels[row.channel] ?? row.channel, { scope: "row" }), ...(several ? [make("td", monthName(row.month))] : []), ...FIELDS.map((field) => make("td", shown(field, figureOf(row, field)), { className: "metrics-table__figure" })));
    body.append(line);
  }
  top.append(head);
  table.append(make("caption", "Siffrorna i rapporten", { className: "visually-hidden" }), top, body);
  const scroll = make("div", "", { className: "metrics-scroll", tabIndex: 0, role: "region", ariaLabel: "Siffrorna i rapporten" });
  scroll.append(table);
  return scroll;
}
