// Alla konton: shows the rows that fit what is chosen, sorts them, and gives them as a file. What is chosen stands in the
// address after #, so that the same view can be sent as a link; it says nothing about anyone. A field's name is the name of
// the row's attribute that it is compared with (overrides/widgets/account-table.html).
import "./account-review.js";
import { copyText, make, parts, saveText } from "../dom.js";

const NOT_DONE = ["overdue", "never"];
const FILE = "konton.csv";
const SORT = "sortera";
const FIRST = "forvaltning"; // the order in which the page was made
const ORDER = new Intl.Collator("sv", { numeric: true, sensitivity: "base" });

class AccountTable extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.rows = [...this.parts.rows.rows];
    this.fields = [...this.parts.filters.elements].filter(({ name }) => name && name !== SORT);
    this.heads = [...this.querySelectorAll("th[data-sort]")];
    for (const row of this.rows) {
      row.dataset.dags = NOT_DONE.includes(row.querySelector("account-review").dataset.state) ? "1" : "";
    }
    for (const head of this.heads) this.makeSortable(head);
    this.listen();
    this.readAddress();
    this.dataset.ready = "";
  }

  listen() {
    const { filters, clear, copy, download } = this.parts;
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("change", ({ target }) => {
      if (target.name === SORT) this.sorted = target.value;
      this.onChange();
    });
    clear.addEventListener("click", () => this.clear());
    copy.addEventListener("click", () => this.copyAddress());
    download.addEventListener("click", () => this.download());
    addEventListener("hashchange", () => this.readAddress());
  }

  makeSortable(head) {
    const { sort } = head.dataset;
    const button = make("button", head.textContent, { type: "button", className: "account-sort" });
    button.addEventListener("click", () => {
      this.sorted = (this.sorted || FIRST) === sort ? `-${sort}` : sort;
      this.onChange();
    });
    head.replaceChildren(button);
  }

  /** Take the choices from the address; an anchor leaves them as they are, and what no field knows counts as no choice. */
  readAddress() {
    const anchor = location.hash && !location.hash.includes("=");
    const chosen = new URLSearchParams(anchor ? this.choices : location.hash.slice(1));
    for (const field of this.fields) {
      const value = chosen.get(field.name) ?? "";
      if (field.type === "checkbox") field.checked = value === field.value;
      else field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    const sorted = chosen.get(SORT) ?? "";
    this.sorted = this.heads.some(({ dataset }) => dataset.sort === sorted.replace("-", "")) ? sorted : "";
    this.render();
  }

  get chosen() {
    const chosen = this.fields.map((field) => [field.name, field.type === "checkbox" && !field.checked ? "" : field.value]);
    return chosen.filter(([, value]) => value);
  }

  /** What is chosen as it stands in the address, "" for everything in the page's own order. */
  get choices() {
    const parameters = new URLSearchParams(this.chosen);
    if (this.sorted && this.sorted !== FIRST) parameters.set(SORT, this.sorted);
    return String(parameters);
  }

  onChange() {
    const { choices } = this;
    history.replaceState(null, "", `${location.pathname}${location.search}${choices && `#${choices}`}`);
    this.parts.status.textContent = "";
    this.render();
  }

  render() {
    const { chosen } = this;
    this.order();
    for (const row of this.rows) row.hidden = chosen.some(([name, value]) => row.dataset[name] !== value);
    const shown = this.rows.filter((row) => !row.hidden).length;
    const all = this.rows.length;
    this.parts.count.textContent = `${shown === all ? all : `${shown} av ${all}`} ${all === 1 ? "konto" : "konton"}`;
    this.parts.empty.hidden = shown > 0;
    this.parts.region.hidden = !shown;
    this.parts.clear.hidden = !chosen.length;
    this.parts.download.setAttribute("aria-disabled", String(!shown));
  }

  /** Sort the rows by a column; what has no value there, such as an account never looked over, comes first. */
  order() {
    const sorted = this.sorted || FIRST;
    const wanted = sorted.replace("-", "");
    const { cellIndex } = this.heads.find(({ dataset }) => dataset.sort === wanted);
    const key = (row) => row.cells[cellIndex].dataset.key;
    const sign = sorted === wanted ? 1 : -1;
    this.rows.sort((a, b) => sign * ORDER.compare(key(a), key(b)));
    this.parts.rows.append(...this.rows);
    for (const head of this.heads) {
      if (head.dataset.sort === wanted) head.ariaSort = sign > 0 ? "ascending" : "descending";
      else head.removeAttribute("aria-sort");
    }
    const select = this.parts.filters.elements[SORT];
    select.value = sorted === FIRST ? "" : sorted;
    if (select.selectedIndex < 0) select.value = "";
  }

  clear() {
    for (const field of this.fields) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    this.onChange();
    this.fields[0].focus(); // the button that had the focus is gone
  }

  async copyAddress() {
    const done = await copyText(location.href);
    this.parts.status.textContent = done ? "Länken är kopierad." : `Det gick inte att kopiera. Länken är ${location.href}`;
  }

  download() {
    const shown = this.rows.filter((row) => !row.hidden);
    if (!shown.length) return void (this.parts.status.textContent = "Det finns inget konto att ladda ner.");
    const lines = [this.dataset.head, ...shown.map((row) => row.dataset.csv)];
    saveText(FILE, `\ufeff${lines.map((line) => `${line}\r\n`).join("")}`, "text/csv");
    const number = shown.length;
    this.parts.status.textContent = `${number} ${number === 1 ? "konto är nedladdat" : "konton är nedladdade"} som ${FILE}.`;
  }
}

customElements.define("account-table", AccountTable);
