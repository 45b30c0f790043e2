// The files that someone has chosen or dropped, each with what it was read as. Their bytes stay where they are: the worker
// reads them when it is asked to, and nothing is kept.
import { make, stamp } from "../dom.js";
import { period, plural } from "./post-metrics-words.js";

const UNREADABLE = "Filen gick inte att öppna. Har den flyttats eller ändrats, eller är det en mapp? Välj den igen.";

export class MetricsFiles {
  /** `changed` is called when files have come or gone; `remap` when someone wants to choose the columns of one anew. */
  constructor(host, parts, words, { changed, remap }) {
    Object.assign(this, { host, parts, words, changed, remap, all: [] }); // all: {name, file, refused, mapping, tables}
    const { files: input } = parts.form.elements;
    input.addEventListener("change", async () => {
      const chosen = [...input.files];
      await this.add(chosen);
      input.value = ""; // the same file can be chosen again
    });
    for (const type of ["dragenter", "dragover"]) {
      parts.form.addEventListener(type, (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        parts.drop.dataset.over = "";
      });
    }
    for (const type of ["dragleave", "drop"]) parts.form.addEventListener(type, (event) => event.relatedTarget && parts.form.contains(event.relatedTarget) ? undefined : delete parts.drop.dataset.over);
    parts.form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    });
  }

  /** The files with a table that is in one of these states: read, unknown, refused, empty. */
  having(state) {
    return this.readable.filter(({ tables }) => tables.some((table) => table.state === state));
  }

  /** The files that the engine is to read. */
  get readable() {
    return this.all.filter(({ refused }) => !refused);
  }

  async add(files) {
    const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
    const fresh = files.filter((file) => !this.all.some((entry) => same(entry.file, file)));
    const entries = await Promise.all(fresh.map(async (file) => ({ file, refused: await this.fault(file), mapping: null, tables: [] })));
    for (const entry of entries) this.all.push({ ...entry, name: this.freeName(entry.file.name) });
    this.show();
    this.changed(files.length - fresh.length);
  }

  /** Return why the file cannot be read at all, or "". */
  async fault(file) {
    const limit = this.words.max_megabytes;
    if (file.size > limit * 1024 * 1024) return `Filen är större än ${limit} MB. Exportera en kortare period och välj den filen i stället.`;
    return file.slice(0, 1).arrayBuffer().then(() => "", () => UNREADABLE);
  }

  /** Two files may have one name, in different folders; what is said of a file goes by its name. */
  freeName(name) {
    let free = name;
    for (let number = 2; this.all.some((entry) => entry.name === free); number++) free = name.replace(/(\.[^.]*)?$/, ` (${number})$1`);
    return free;
  }

  /** Files may have been moved since they were chosen: look before each reading. */
  async recheck() {
    const faults = await Promise.all(this.readable.map(({ file }) => this.fault(file)));
    const gone = this.readable.filter((entry, place) => (entry.refused = faults[place]));
    if (gone.length) this.show();
  }

  remove(entry) {
    const place = this.all.indexOf(entry);
    this.all.splice(place, 1);
    this.show();
    const next = this.parts.files.children[Math.min(place, this.all.length - 1)]?.querySelector("button");
    (next ?? this.parts.form.elements.files).focus();
    this.changed(0);
  }

  /** Note which column is which in a file, and in every unknown one with the same headers. */
  map(entry, mapping) {
    const headers = (one) => JSON.stringify(one.tables[0]?.headers);
    const alike = this.having("unknown").filter((one) => headers(one) === headers(entry));
    for (const one of new Set([entry, ...alike])) one.mapping = mapping;
  }

  clear() {
    this.all = [];
    this.show();
  }

  /** Take in what the engine says of each file; a workbook may hold several tables. */
  tell(tables) {
    for (const entry of this.all) entry.tables = tables.filter(({ name }) => name === entry.name);
    this.show();
  }

  show() {
    this.parts.files.replaceChildren(...this.all.map((entry) => this.item(entry)));
    this.parts.files.hidden = !this.all.length;
  }

  item(entry) {
    const { copy, slots } = stamp(this.host, "file");
    const tables = entry.refused ? [{ state: "refused", message: entry.refused }] : entry.tables;
    slots.name.textContent = slots.removed.textContent = entry.name;
    slots.told.append(...(tables.length ? tables.map((table) => this.asRead(table)) : [make("p", "Väntar på att läsas.", { className: "metrics-file__told" })]));
    slots.remove.addEventListener("click", () => this.remove(entry));
    const read = tables.filter(({ state }) => state === "read");
    slots.details.hidden = !read.length;
    slots.columns.append(...read.flatMap((table) => this.columns(table)));
    slots.change.hidden = !entry.mapping;
    slots.change.addEventListener("click", () => this.remap(entry));
    return copy;
  }

  /** Return the sentence about what a table was read as, or why it was not. */
  asRead({ state, sheet, layout, channel, rows, posts, from, to, message }) {
    const line = make("p", message, { className: "metrics-file__told" });
    line.dataset.state = state;
    if (state !== "read") return line;
    const what = this.words.layouts[layout] ?? `${this.words.channels[channel] ?? channel}, med kolumner som du har valt${sheet ? ` (bladet ${sheet})` : ""}`;
    const count = posts ? plural(posts, "inlägg", "inlägg") : plural(rows, "rad", "rader");
    line.textContent = `${what}. ${count}${from ? `, ${period(from, to)}` : ""}.`;
    return line;
  }

  columns({ columns, ignored, notes }) {
    const list = make("ul");
    list.append(...Object.entries(columns).map(([field, header]) => make("li", `${this.words.fields[field] ?? field}: kolumnen ”${header}”`)));
    const left = [ignored.length ? `Används inte: ${ignored.join(", ")}.` : "", ...notes].filter(Boolean);
    return [list, ...left.map((text) => make("p", text))];
  }
}
