// What this page has fetched, and goes on fetching while somebody looks and types. It asks the browser, which notes every
// request of the page; Python's worker is asked for its own once it has started.
import { make, parts } from "../dom.js";
import { EngineTrouble, call } from "../python.js";
import { requests } from "../requests.js";
import { GROUPS, grouped, howItWent, line, nothingNew, plural, summary } from "./page-requests-words.js";

const QUIET_MS = 1_500; // before anything is said about what has just come, or about what was typed

class PageRequests extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.known = new Map(); // by address and time
    this.others = []; // the worker's, as it told them last
    this.told = null; // how many were known when something was last said; null while the page is still being fetched
    this.typed = null; // how many were known when somebody began to type
    performance.setResourceTimingBufferSize(2_000);
    performance.addEventListener("resourcetimingbufferfull", () => (this.parts.full.hidden = false));
    this.look();
    new PerformanceObserver(() => this.look()).observe({ type: "resource", buffered: true });
    this.parts.text.addEventListener("input", () => this.type());
    this.parts.check.addEventListener("click", () => this.check());
    this.dataset.ready = "";
  }

  /** Show what has come since last time, and say so when it has been quiet for a while. */
  look() {
    const before = this.known.size;
    for (const one of [...requests(), ...this.others]) {
      if (/^https?:/.test(one.address)) this.known.set(`${one.address} ${Math.round(one.at)}`, one);
    }
    if (this.known.size === before) return;
    this.show();
    this.sayLater();
  }

  show() {
    const all = [...this.known.values()].sort((one, other) => one.at - other.at);
    this.parts.summary.textContent = summary(all, location.origin);
    const found = grouped(all, location.origin);
    for (const [key, name] of Object.entries(GROUPS)) this.group(key, name, found.get(key) ?? []);
  }

  /** Fill in one group, which stays as folded or unfolded as somebody has left it. */
  group(key, name, rows) {
    let box = this.parts.groups.querySelector(`[data-group="${key}"]`);
    if (!rows.length) return;
    if (!box) {
      box = make("details", "", { className: "requests__group" });
      box.dataset.group = key;
      box.append(make("summary"), make("ul", "", { className: "requests__list" }));
      const later = Object.keys(GROUPS).slice(Object.keys(GROUPS).indexOf(key) + 1);
      this.parts.groups.insertBefore(box, [...this.parts.groups.children].find((one) => later.includes(one.dataset.group)) ?? null);
    }
    const [title, list] = box.children;
    title.textContent = `${name}: ${plural(rows.length)}`;
    list.replaceChildren(...rows.map((one) => this.row(one))); // a worker's may be older than those that stand there
  }

  row(one) {
    const { address, about } = line(one, location.origin, performance.timeOrigin);
    const row = make("li");
    row.append(make("code", address), " ", make("span", about, { className: "requests__about" }));
    return row;
  }

  sayLater() {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.say(), QUIET_MS);
  }

  say() {
    if (this.checking) return; // which has its own to say
    const since = this.known.size - (this.typed ?? this.told ?? this.known.size);
    if (this.typed !== null) this.parts.typed.textContent = since ? howItWent(since) : nothingNew(this.parts.text.value.length);
    else {
      if (since) this.parts.status.textContent = `${plural(since)} till, medan du tittade.`;
      this.told = this.known.size;
    }
  }

  type() {
    this.typed ??= this.known.size;
    this.sayLater();
  }

  /** Let Python look at the text, and show what that fetched. */
  async check() {
    const text = this.parts.text.value;
    if (!text.trim()) {
      this.parts.typed.textContent = "Skriv något först.";
      return this.parts.text.focus();
    }
    if (this.checking) return;
    this.checking = true;
    this.parts.check.setAttribute("aria-disabled", "true");
    this.parts.typed.textContent = "Python granskar texten …";
    const before = this.known.size;
    try {
      const answer = await call("draft_check", { text });
      this.others = await call("requests", {});
      this.look();
      this.parts.typed.textContent = howItWent(this.known.size - before, answer.error ?? answer.findings.length);
    } catch (error) {
      if (!(error instanceof EngineTrouble)) throw error;
      this.parts.typed.textContent = "Python kunde inte starta. Ladda om sidan och försök igen.";
    }
    this.typed = null; // what comes now has nothing to do with what was typed
    this.told = this.known.size;
    this.checking = false;
    this.parts.check.removeAttribute("aria-disabled");
  }
}

customElements.define("page-requests", PageRequests);
