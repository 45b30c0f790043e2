// The step for a file with columns that nobody knows: the person says which column is which, and sees the first rows.
import { make, stamp } from "../dom.js";

const DATES = { mdy: "månad/dag/år", dmy: "dag/månad/år", ymd: "år-månad-dag" };
const NOT_THERE = "Finns inte i filen";
let serial = 0;

/**
 * Return a form for a chosen file, with the headers and first rows of its table. `use(mapping)` is called with {channel,
 * columns, dates} when it is filled in, `skip()` when the file is to be left out.
 */
export function mappingForm(host, words, { tables, mapping: before }, { use, skip }) {
  const told = tables.find(({ state }) => state === "unknown") ?? tables[0];
  const { copy, slots } = stamp(host, "mapping");
  const id = `metrics-mapping-${++serial}`;
  slots.name.textContent = told.name;
  slots.why.textContent = told.message;
  slots.caption.textContent = "De första raderna i filen";
  slots.scroll.setAttribute("aria-label", `De första raderna i ${told.name}`);
  slots.heads.replaceChildren(...told.headers.map((text) => make("th", text, { scope: "col" })));
  slots.rows.append(...told.sample.map((cells) => {
    const row = make("tr");
    row.append(...cells.map((text) => make("td", text.length > 60 ? `${text.slice(0, 59)}…` : text)));
    return row;
  }));
  const selects = {};
  const add = (name, label, options, chosen, hint = "") => {
    const field = make("div", "", { className: "field" });
    const select = make("select", "", { id: `${id}-${name}` });
    select.append(...options.map(([value, text]) => make("option", text, { value, selected: value === chosen })));
    field.append(make("label", label, { className: "field__label", htmlFor: select.id }));
    if (hint) {
      field.append(make("p", hint, { className: "field__hint", id: `${select.id}-hint` }));
      select.setAttribute("aria-describedby", `${select.id}-hint`);
    }
    field.append(select);
    slots.fields.append(field);
    selects[name] = select;
  };
  const headers = [...new Set(told.headers.filter(Boolean))];
  add("channel", "Kanal", [["", "Välj kanal"], ...Object.entries(words.channels)], before?.channel ?? told.channel ?? "");
  for (const [field, label] of Object.entries(words.mappable)) {
    add(field, label, [["", NOT_THERE], ...headers.map((header) => [header, header])], before?.columns[field] ?? told.columns[field] ?? "");
    if (field === "published") add("dates", "Så står datumen i den kolumnen", [["", "Välj"], ...Object.entries(DATES)], before?.dates ?? "", "Titta på en dag efter den tolfte, till exempel 09/30/2026 eller 30/09/2026.");
  }
  // Years first can only be read one way.
  selects.published.addEventListener("change", () => {
    const cells = told.sample.map((row) => row[told.headers.indexOf(selects.published.value)] ?? "").filter(Boolean);
    if (!selects.dates.value && cells.length && cells.every((cell) => /^\d{4}-\d\d-\d\d/.test(cell))) selects.dates.value = "ymd";
  });
  slots.use.addEventListener("click", () => {
    const columns = Object.fromEntries(Object.keys(words.mappable).map((field) => [field, selects[field].value]).filter(([, header]) => header));
    const { fault, at } = wrong(selects, columns);
    Object.assign(slots.error, { hidden: !fault, textContent: fault });
    if (fault) return selects[at].focus();
    use({ channel: selects.channel.value, columns, dates: selects.dates.value });
  });
  slots.skip.addEventListener("click", skip);
  return copy.firstElementChild;
}

/** Return what is missing and which select it concerns; an empty fault where all is well. */
function wrong({ channel, published, dates }, columns) {
  if (!channel.value) return { fault: "Välj vilken kanal filen gäller.", at: "channel" };
  if (!published.value) return { fault: "Välj kolumnen som säger när inlägget publicerades. Utan den går det inte att räkna per månad.", at: "published" };
  const fields = Object.keys(columns);
  const twice = fields.find((field, number) => fields.findIndex((other) => columns[other] === columns[field]) < number);
  if (twice) return { fault: `Kolumnen ”${columns[twice]}” är vald två gånger. En kolumn kan bara vara ett mått.`, at: twice };
  if (!fields.some((field) => !["published", "text", "link"].includes(field))) return { fault: "Välj minst en kolumn med siffror.", at: "reach" };
  if (!dates.value) return { fault: "Välj hur datumen står. Annars kan en dag hamna i fel månad.", at: "dates" };
  return { fault: "", at: "" };
}
