// Följ upp: takes exports to the engine, asks for what they do not hold, and shows the month. The engine reads and counts.
import { today } from "../calendar.js";
import { parts, stamp } from "../dom.js";
import { showErrors } from "../errors.js";
import { MetricsFiles } from "./post-metrics-files.js";
import { mappingForm } from "./post-metrics-mapping.js";
import { Result } from "./post-metrics-result.js";
import { Run } from "./post-metrics-run.js";
import { firstMonth, followersOf, listed, plural } from "./post-metrics-words.js";

const BAD_FOLLOWERS = "skriv antalet följare med siffror, till exempel 48 000, eller lämna fältet tomt.";

class PostMetrics extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.words = JSON.parse(this.parts.words.textContent);
    this.files = new MetricsFiles(this, this.parts, this.words, { changed: (twice) => this.onFiles(twice), remap: (entry) => this.askColumns([entry])[0].focus() });
    this.run = new Run(this.parts, { failed: (error) => this.errors([["files", error]]), stopped: () => this.onStopped() });
    this.result = new Result(this.parts, this.words, { choose: (part) => this.choose(part), csv: (table) => this.csv(table) });
    this.reading = null; // what the engine says of the files that are chosen now
    const on = (part, action, event = "click") => this.parts[part].addEventListener(event, action);
    on("form", (event) => (event.preventDefault(), this.submit()), "submit");
    on("followers", () => this.parts.errors.hidden || this.errors([]), "input");
    on("again", () => this.read());
    on("clear", () => this.clear());
    this.dataset.ready = "";
  }

  errors(found) {
    showErrors(this, this.parts, found);
  }

  status(text) {
    this.parts.status.textContent = text;
  }

  onFiles(twice) {
    this.errors([]);
    this.result.hide();
    this.parts.clear.hidden = !this.files.all.length;
    if (this.files.readable.length) return void this.read(twice);
    this.forget();
    this.status((this.files.all.length ? "Ingen av filerna gick att läsa." : "") + repeated(twice));
  }

  /** What was known of the files is so no longer. */
  forget() {
    this.run.cancel();
    this.reading = null;
    for (const part of ["submit", "followers-group", "again"]) this.parts[part].hidden = true;
    this.parts.mappings.replaceChildren();
  }

  /** Let the engine say what the files hold, and then ask for what it could not know. */
  async read(twice = 0) {
    this.forget();
    const answer = await this.ask("post_metrics_files", () => this.files.readable, {}, () => this.read(twice));
    if (!answer) return;
    this.reading = answer;
    this.files.tell(answer.files);
    const unknown = this.files.having("unknown");
    this.askFollowers(answer);
    this.askColumns(unknown);
    const [read, all] = [this.files.having("read").length, this.files.all.length];
    this.parts.submit.hidden = !read;
    const some = read === all ? plural(read, "fil är läst.", "filer är lästa.") : `${read} av ${all} filer är lästa.`;
    const none = unknown.length ? "" : "Ingen fil går att räkna. Se varför i listan.";
    const left = unknown.length ? `${read ? " " : ""}Berätta vad kolumnerna betyder i ${listed(unknown.map(({ name }) => name))}.` : "";
    this.status(`${read ? some : none}${left}${repeated(twice)}`);
  }

  /** Ask the engine about files, which may have been moved since they were chosen. */
  async ask(name, choose, more, repeat, { status = this.parts.status, slot = this.parts["form-progress"], from = null } = {}) {
    this.asking = { status, from }; // where to say that it was stopped, and what was pressed
    await this.files.recheck();
    const entries = choose();
    return entries.length ? this.run.ask(name, entries, more, { status, repeat, slot }) : null;
  }

  /** Show the step where the person says which column is which. */
  askColumns(entries) {
    const forms = entries.map((entry) => mappingForm(this, this.words, entry, {
      use: (mapping) => (this.files.map(entry, mapping), this.result.hide(), this.read(), this.parts.form.elements.files.focus()),
      skip: () => this.files.remove(entry),
    }));
    this.parts.mappings.replaceChildren(...forms);
    return forms;
  }

  /** Ask how many follow each channel that has posts; what was written already stays. */
  askFollowers({ files }) {
    const channels = Object.keys(this.words.channels).filter((channel) => files.some((file) => file.state === "read" && file.posts && file.channel === channel));
    const before = Object.fromEntries([...this.parts.followers.children].map((field) => [field.dataset.channel, field.querySelector("input").value]));
    this.parts.followers.replaceChildren(...channels.map((channel) => this.followersField(channel, before[channel] ?? "")));
    this.parts["followers-group"].hidden = !channels.length;
  }

  followersField(channel, value) {
    const field = stamp(this, "followers").copy.firstElementChild;
    const [label, error, input] = field.children;
    const id = `metrics-followers-${channel}`;
    Object.assign(field.dataset, { channel, field: id });
    Object.assign(label, { textContent: `Följare på ${this.words.channels[channel]}`, htmlFor: id });
    error.id = `${id}-error`;
    Object.assign(input, { id, name: id, value });
    input.setAttribute("aria-describedby", `metrics-followers-hint ${error.id}`);
    return field;
  }

  /** Return {channel: number} of what is written, or null after having told what is wrong. */
  followers() {
    const found = {};
    const wrong = [];
    for (const field of this.parts.followers.children) {
      const number = followersOf(field.querySelector("input").value);
      const { channel } = field.dataset;
      if (number === undefined) wrong.push([field.dataset.field, `${this.words.channels[channel]}: ${BAD_FOLLOWERS}`]);
      else if (number !== null) found[channel] = number;
    }
    this.errors(wrong);
    return wrong.length ? null : found;
  }

  /** Count, and show the month that is chosen or else the one that has just ended. */
  async submit() {
    if (!this.reading) return this.errors([["files", this.files.all.length ? "Ingen av filerna är läst än." : "Välj minst en fil."]]);
    const months = [...new Set(this.reading.months.map(({ month }) => month))].sort();
    const before = this.result.wanted.month;
    const month = !this.result.hidden && (months.includes(before) || !before) ? before : firstMonth(months, today());
    if (!(await this.count(month, "", () => this.submit()))) return;
    this.result.offer(this.reading.months, month);
    this.parts.heading.focus();
  }

  /** Show another month or channel of the same files. */
  async choose(part) {
    const { month, channel } = this.result.wanted;
    const status = this.parts["result-status"];
    const where = { status, slot: this.parts["result-progress"], from: this.parts[part] };
    if (await this.count(month, channel, () => this.choose(part), where)) status.textContent = `Visar ${this.parts.heading.textContent}.`;
  }

  async count(month, channel, repeat, where) {
    const followers = this.followers();
    if (!followers) return this.result.hidden || this.result.keep(this.asked), false;
    const asked = { followers, month, channel, today: today() };
    const askedAbout = () => this.files.having("read").filter(({ tables }) => !channel || tables.some((table) => table.channel === channel));
    const answer = await this.ask("post_metrics", askedAbout, asked, repeat, where);
    if (!answer) return false;
    Object.assign(this, { asked, askedAbout });
    this.result.show(answer, month);
    return true;
  }

  /** Return {name, text} of a file with all months, or with the posts that are shown. */
  async csv(table) {
    const where = { status: this.parts["out-status"], slot: this.parts["out-progress"], from: this.parts[`csv-${table}`] };
    const asked = table === "months" ? { ...this.asked, month: "" } : this.asked;
    const answer = await this.ask("post_metrics_csv", this.askedAbout, asked, () => this.result.save(table), where);
    return answer?.[table];
  }

  onStopped() {
    const { status, from } = this.asking;
    const part = from ?? (this.reading ? this.parts.submit : this.parts.again);
    part.hidden = false;
    if (!this.result.hidden) this.result.keep(this.asked);
    status.textContent = this.result.hidden ? "Stoppat. Inget är räknat." : "Stoppat. Siffrorna är desamma som förut.";
    part.focus();
  }

  clear() {
    this.files.clear();
    this.parts.clear.hidden = true;
    this.result.clear();
    this.errors([]);
    this.forget();
    this.parts.followers.replaceChildren();
    this.status("Listan är tom.");
    this.parts.form.elements.files.focus();
  }
}

const repeated = (twice) => (twice ? ` ${plural(twice, "fil var redan vald", "filer var redan valda")}.` : "");

customElements.define("post-metrics", PostMetrics);
