// Bemanna svar: takes the form's plan to the engine, shows the roster, and lets a person change it. The engine knows the rules.
import { addDays, today, weekday } from "../calendar.js";
import { make, parts } from "../dom.js";
import { EngineWait } from "../engine-wait.js";
import { showErrors } from "../errors.js";
import { call, work } from "../python.js";
import { CellDialog } from "./reply-roster-cell.js";
import { RosterFiles } from "./reply-roster-files.js";
import { RosterForm } from "./reply-roster-form.js";
import { addAbsences } from "./reply-roster-rows.js";
import { consequence, coverPicture, headline, loadRow, mineLine, plural, progressText, proofLines, waitLines } from "./reply-roster-report.js";
import { firstWeek, mondays, shiftsOf, tables, weekName } from "./reply-roster-table.js";

class ReplyRoster extends HTMLElement {
  connectedCallback() {
    this.parts = parts(this);
    this.form = new RosterForm(this, this.parts);
    this.files = new RosterFiles(this, this.parts, this.form);
    this.cell = new CellDialog(this.parts, { change: (...edit) => this.edit(...edit), focusBack: (place) => this.focusPlace(place) });
    this.plan = null; // the plan that the roster on the page is made of, assignments and all
    this.undoStack = [];
    const on = (part, action, event = "click") => this.parts[part].addEventListener(event, action);
    on("form", (event) => (event.preventDefault(), this.solve()), "submit");
    on("form", () => this.onInput(), "input");
    on("again", () => this.solve());
    on("replan", () => this.replan());
    on("stop", () => this.work?.stop());
    on("clear", () => this.clear());
    on("undo-button", () => this.undo());
    on("fill-example", () => this.fillExample());
    on("sick", (event) => (event.preventDefault(), this.reportSick()), "submit");
    on("week", () => this.showWeek(this.parts.week.value), "change");
    on("mine", () => this.showMine(), "change");
    on("earlier", () => this.turn(-1));
    on("later", () => this.turn(1));
    on("print", () => window.print());
    this.wait = new EngineWait(this.parts, () => this.again());
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault());
    this.dataset.ready = "";
  }

  onInput() {
    this.unsaved = true;
    if (!this.parts.errors.hidden) this.errors([]);
    if (this.plan) this.parts.stale.hidden = sameInput(this.plan, this.form.read());
  }

  errors(found) {
    // The engine names the place inside a row ("people[3].absences[2].date"); the nearest field of the form shows it.
    const known = ([field, sentence]) => {
      let name = field;
      while (name && !this.querySelector(`[name="${name}"]`)) name = name.replace(/(\.|^)[^.]*$/, "");
      return [name || "period.start", sentence];
    };
    const shown = found.map(known);
    for (const [name] of shown) this.querySelector(`[name="${name}"]`)?.closest("details")?.setAttribute("open", "");
    showErrors(this, this.parts, shown);
  }

  /** Make a new roster of what the form holds. */
  async solve() {
    const gaps = this.form.gaps();
    this.errors(gaps);
    if (gaps.length || this.wait.busy) return;
    this.again = () => this.solve();
    const plan = this.form.read();
    await this.ask(async () => {
      this.work = work("reply_roster", plan.instance, (progress) => this.showProgress(progress));
      const solution = await this.work.answer.finally(() => (this.parts.progress.hidden = true));
      if ("error" in solution) return this.errors([[solution.field, solution.error]]);
      this.remember();
      this.solution = solution;
      await this.show({ ...plan, assignments: solution.assignments });
      this.parts.heading.focus();
      if (solution.objective.uncovered) await this.showRepairs();
    });
  }

  /** Change the roster as little as possible to fit what the form holds now. */
  async replan() {
    const gaps = this.form.gaps();
    this.errors(gaps);
    if (gaps.length || this.wait.busy) return;
    this.again = () => this.replan();
    const plan = this.form.read();
    await this.ask(async () => {
      const answer = await call("roster_replan", { instance: plan.instance, assignments: this.stillKnown(plan.instance) });
      if ("error" in answer) return this.errors([[answer.field, answer.error]]);
      this.remember();
      this.solution = null;
      await this.show({ ...plan, assignments: answer.assignments });
      this.showChanges(answer.changes);
      this.told(answer.changes.length ? `Schemat är uppdaterat: ${plural(answer.changes.length, "plats ändras", "platser ändras")}.` : "Schemat behöver inte ändras.");
      if (answer.objective.uncovered) await this.showRepairs();
    });
  }

  /** The assignments that name people, channels and days that the instance still has. */
  stillKnown({ period, channels, people }) {
    const [known, open] = [people, channels].map((list) => new Set(list.map(({ id }) => id)));
    const end = addDays(period.start, 7 * period.weeks);
    return this.plan.assignments.filter(({ date, channel, person }) => known.has(person) && open.has(channel) && date >= period.start && date < end);
  }

  /** Do something that asks the engine, with the page saying that it goes on and what went wrong. */
  async ask(action) {
    await this.wait.during(action, { working: "", loading: "Verktyget laddas. Schemat görs så fort det är klart." });
  }

  showProgress(progress) {
    this.parts.progress.hidden = false;
    this.parts["progress-bar"].value = progress.done;
    this.parts["progress-text"].textContent = progressText(progress);
  }

  /** Judge the plan's roster and show it. */
  async show(plan) {
    const { names, agreements, posts } = plan.form;
    const judged = await call("roster_judge", { instance: plan.instance, assignments: plan.assignments, names, agreements, posts });
    if ("error" in judged) return this.errors([[judged.field, judged.error]]);
    const anew = this.plan?.instance.period.start !== plan.instance.period.start;
    Object.assign(this, { plan, judged });
    this.view = { instance: plan.instance, assignments: plan.assignments, names, agreements, waits: judged.waits };
    const { parts } = this;
    parts.heading.textContent = headline(judged.objective);
    parts.promise.textContent = judged.promise.text;
    parts.stale.hidden = sameInput(plan, this.form.read());
    for (const section of ["changes-section", "repairs-section", "undo"]) parts[section].hidden = true;
    this.showWarnings();
    this.showChoices(anew);
    parts.tables.replaceChildren(...tables(this.view, (place) => this.cell.open(this.view, place)));
    this.showWeek(anew ? firstWeek(plan.instance.period, today()) : parts.week.value);
    const highest = Math.max(...judged.people.map(({ percent }) => percent));
    parts.loads.replaceChildren(...judged.people.map((load) => loadRow(load, this.name(load.person), load.percent === highest && load.percent)));
    parts.waits.replaceChildren(...waitLines(judged.waits, judged.promise, names, agreements), coverPicture(judged.waits, names));
    this.showProof();
    parts.result.hidden = false;
    this.showMine();
    return judged;
  }

  showWarnings() {
    const { broken, warnings } = this.judged;
    const lines = [...broken, ...warnings].map(({ text }) => make("li", text));
    this.parts.warnings.replaceChildren(...lines);
    this.parts["warnings-section"].hidden = !lines.length;
  }

  showChoices(anew) {
    const { week, mine } = this.parts;
    const chosen = [week.value, mine.value];
    const option = (value, text) => make("option", text, { value });
    week.replaceChildren(...mondays(this.plan.instance.period).map((monday) => option(monday, weekName(monday))));
    const people = this.plan.instance.people.map(({ id, name }) => option(id, name));
    mine.replaceChildren(option("", "Alla"), ...people.map((node) => node.cloneNode(true)));
    this.parts["sick-person"].replaceChildren(...people);
    if (!anew) [week.value, mine.value] = chosen;
    if (mine.selectedIndex < 0) mine.value = "";
    if (week.selectedIndex < 0) week.selectedIndex = 0;
  }

  showProof() {
    const edited = !this.solution;
    const lines = edited
      ? [make("li", "Du har ändrat schemat för hand eller planerat om. Gör ett nytt schema för att se vad som är bäst.")]
      : proofLines(this.solution.objective, this.solution.explanation);
    this.parts.proof.replaceChildren(...lines);
  }

  showChanges(changes) {
    this.parts.changes.replaceChildren(...changes.map(({ text }) => make("li", text)));
    this.parts["changes-section"].hidden = !changes.length;
  }

  async showRepairs() {
    const plan = this.plan;
    const { text } = await call("roster_repairs", { instance: plan.instance, names: plan.form.names });
    if (plan !== this.plan) return;
    this.parts["repairs-text"].textContent = text;
    this.parts["repairs-section"].hidden = false;
  }

  showWeek(monday) {
    const { week, earlier, later } = this.parts;
    week.value = monday;
    for (const table of this.querySelectorAll(".roster-week")) table.classList.toggle("roster-week--folded", table.dataset.week !== monday);
    earlier.setAttribute("aria-disabled", String(week.selectedIndex <= 0));
    later.setAttribute("aria-disabled", String(week.selectedIndex >= week.length - 1));
  }

  turn(by) {
    const option = this.parts.week.options[this.parts.week.selectedIndex + by];
    if (option) this.showWeek(option.value);
    this.status(option ? `Visar ${option.textContent}.` : "Det finns ingen mer vecka i perioden.");
  }

  showMine() {
    const person = this.parts.mine.value;
    for (const who of this.querySelectorAll("[data-person]")) who.classList.toggle("is-mine", Boolean(person) && who.dataset.person === person);
    this.parts["mine-box"].hidden = !person;
    if (!person) return;
    const shifts = shiftsOf(person, this.plan.assignments);
    this.parts["mine-heading"].textContent = `${this.name(person)}: ${plural(shifts.length, "pass", "pass")}`;
    this.parts["mine-list"].replaceChildren(...shifts.map((shift) => make("li", mineLine(shift, this.plan.form.names))));
  }

  name(person) {
    return this.plan.instance.people.find(({ id }) => id === person)?.name ?? person;
  }

  focusPlace({ date, half, channel }) {
    this.querySelector(`[data-place="${CSS.escape(`${date} ${half} ${channel}`)}"]`)?.focus();
  }

  /** Carry out a change by hand, made in the cell of `place`. */
  async edit(assignments, told, place) {
    const before = this.judged.objective;
    this.remember();
    this.solution = null;
    const judged = await this.show({ ...this.plan, assignments });
    this.unsaved = true;
    this.told(told + consequence(before, judged.objective));
    this.focusPlace(place);
  }

  remember() {
    if (this.plan) this.undoStack.push({ plan: this.plan, solution: this.solution });
  }

  told(text) {
    this.parts["undo-text"].textContent = text;
    this.parts.undo.hidden = false;
    this.parts["undo-button"].hidden = !this.undoStack.length;
    this.status(text);
  }

  async undo() {
    const { plan, solution } = this.undoStack.pop();
    this.solution = solution;
    if (!sameInput(plan, this.form.read())) this.form.write(plan);
    await this.show(plan);
    this.told("Schemat är som det var före den senaste ändringen.");
    this.parts.heading.focus();
  }

  /** Somebody is away: note it in the form and plan anew with few changes. */
  async reportSick() {
    const { "sick-person": who, "sick-from": from, "sick-to": to, "sick-half": half, "sick-error": error } = this.parts;
    const last = to.value || from.value;
    const wrong = !from.value ? "Välj vilken dag frånvaron börjar." : last < from.value ? "Frånvaron slutar före den börjar. Byt till ett senare slutdatum." : weekday(from.value) > 4 && last === from.value ? "Det är helg den dagen. Välj en vardag." : "";
    Object.assign(error, { hidden: !wrong, textContent: wrong });
    if (wrong) return from.focus();
    const node = [...this.parts.people.children].find(({ row }) => row.id === who.value);
    if (!node) return Object.assign(error, { hidden: false, textContent: "Personen finns inte kvar i underlaget." });
    addAbsences(node, [{ from: from.value, to: last, half: half.value }]);
    from.value = to.value = half.value = "";
    await this.replan();
    this.parts.heading.focus();
  }

  /** Open a plan from a file: the form, and its roster when it has one. */
  async openPlan(plan) {
    this.reset();
    this.form.write(plan);
    this.status("Planen är öppnad.");
    if (!plan.assignments) return;
    this.solution = null;
    await this.ask(() => this.show({ ...this.form.read(), assignments: plan.assignments }));
    this.unsaved = false;
  }

  fillExample() {
    const example = JSON.parse(this.parts.example.textContent);
    example.instance.period.start = this.form.start.value;
    this.reset();
    this.form.write(example);
    this.status("Exemplet är ifyllt. Personerna är påhittade.");
  }

  reset() {
    this.work?.stop();
    Object.assign(this, { plan: null, solution: null, undoStack: [], unsaved: false });
    this.errors([]);
    this.parts.result.hidden = this.parts.trouble.hidden = true;
    this.parts["import-told"].hidden = true;
  }

  clear() {
    const before = { ...this.form.read(), assignments: this.plan?.assignments ?? null };
    this.reset();
    this.form.clear();
    this.files.tell("Formuläret är tömt.", [], () => this.openPlan(before));
  }

  status(text) {
    this.parts.status.textContent = text;
  }

}

/** Say whether two plans ask for the same roster. */
const sameInput = (one, two) => JSON.stringify([one.instance, one.form]) === JSON.stringify([two.instance, two.form]);

customElements.define("reply-roster", ReplyRoster);
