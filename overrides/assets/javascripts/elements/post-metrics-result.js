// What came of the files: the month that is chosen, with its table, charts, posts and mix, and the report to take along.
import { today } from "../calendar.js";
import { COPY_FAILED, copyText, make, saveText } from "../dom.js";
import { mixCharts, monthCharts, monthTable, problemList, questionList, rankedLists } from "./post-metrics-report.js";
import { asNodes, asText, blocks, heading, leads } from "./post-metrics-summary.js";
import { monthName, plural, shown, upper } from "./post-metrics-words.js";

export class Result {
  /** `choose(part)` is called when another month or channel is wanted, `csv(table)` gives {name, text} or null. */
  constructor(parts, words, { choose, csv }) {
    Object.assign(this, { parts, words, csv, unsaved: false });
    const on = (part, action, event = "click") => parts[part].addEventListener(event, action);
    for (const part of ["month", "channel"]) on(part, () => choose(part), "change");
    on("measure", () => this.showCharts(), "change");
    on("decision", () => this.onDecision(), "input");
    on("copy", () => this.copy());
    on("print", () => window.print());
    on("csv-months", () => this.save("months"));
    on("csv-posts", () => this.save("posts"));
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault());
  }

  /** The month and the channel that are chosen, "" for all. */
  get wanted() {
    return { month: this.parts.month.value, channel: this.parts.channel.value };
  }

  /** Choose what the figures show again, where another choice came to nothing. */
  keep({ month, channel }) {
    this.parts.month.value = month;
    this.parts.channel.value = channel;
  }

  get hidden() {
    return this.parts.result.hidden;
  }

  hide() {
    this.parts.result.hidden = true;
  }

  clear() {
    this.hide();
    this.parts.decision.value = "";
    this.unsaved = false;
  }

  /** Offer the months and channels that the files hold. */
  offer(rows, chosen) {
    const option = (value, text) => make("option", text, { value });
    const months = [...new Set(rows.map(({ month }) => month))].sort().reverse();
    const channels = [...new Set(rows.map(({ channel }) => channel))];
    this.parts.month.replaceChildren(...months.map((month) => option(month, upper(monthName(month)))), option("", "Alla månader"));
    this.parts.month.value = chosen;
    this.parts.channel.replaceChildren(option("", "Alla kanaler"), ...channels.map((channel) => option(channel, this.words.channels[channel] ?? channel)));
  }

  show(answer, month) {
    Object.assign(this, { answer, month });
    const { parts, words } = this;
    this.title = upper(heading(answer, words, month));
    parts.heading.textContent = this.title;
    parts.leads.replaceChildren(...leads(answer, words, month).map((text) => make("li", text)));
    this.showProblems();
    parts.months.replaceChildren(...monthTable(answer, words, month));
    this.showCharts();
    parts.ranked.replaceChildren(...rankedLists(answer, words));
    this.showMix();
    parts.result.hidden = false;
    this.told("");
    this.showReport();
  }

  showProblems() {
    const { errors, more_errors: more = 0 } = this.answer;
    const count = errors.length + more;
    this.parts.problems.hidden = !count;
    this.parts["problems-heading"].textContent = `${plural(count, "sak", "saker")} att titta på i filerna`;
    this.parts["problems-list"].replaceChildren(...problemList(errors, more));
  }

  showCharts() {
    this.parts.charts.replaceChildren(...monthCharts(this.answer.months, this.words, this.parts.measure.value, this.month));
  }

  showMix() {
    const { mix, questions } = this.answer;
    const guessed = mix.of ? `Verktyget har läst texten i ${shown("posts", mix.classified)} av ${shown("posts", mix.of)} inlägg, och gissar av den.` : "Det finns inga inlägg att gissa om.";
    this.parts["mix-hint"].textContent = `${guessed} Strategin säger inte hur stor del varje mål eller kategori ska ha.`;
    this.parts.mix.replaceChildren(...(mix.of ? mixCharts(mix, this.words) : []));
    this.parts.questions.replaceChildren(...(questions.length ? [questionList(questions, this.words)] : []));
  }

  get report() {
    return blocks(this.answer, this.words, { month: this.month, decision: this.parts.decision.value, made: today() });
  }

  showReport() {
    this.parts.report.replaceChildren(...asNodes(this.title, this.report, this.words, this.month));
  }

  onDecision() {
    this.unsaved = Boolean(this.parts.decision.value.trim());
    this.told("");
    this.showReport();
  }

  async copy() {
    const done = await copyText(asText(this.title, this.report));
    if (done) this.unsaved = false;
    this.told(done ? "Rapporten är kopierad." : COPY_FAILED);
  }

  async save(table) {
    const file = await this.csv(table);
    if (!file) return;
    saveText(file.name, file.text, "text/csv");
    this.told(`Filen ${file.name} ligger bland dina hämtade filer.`);
  }

  told(text) {
    this.parts["out-status"].textContent = text;
  }
}
