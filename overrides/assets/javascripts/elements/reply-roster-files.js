// Files in and out of the planner: plans, people, absences and posts in; calendars, tables and text out. The engine reads and
// writes every format; here is only which button does what, and what is said about it.
import { copyText, make, saveText } from "../dom.js";
import { onPick, picked } from "../files.js";
import { stretches } from "../calendar.js";
import { call } from "../python.js";
import { addAbsences } from "./reply-roster-rows.js";
import { plural } from "./reply-roster-report.js";

export class RosterFiles {
  constructor(host, parts, form) {
    Object.assign(this, { host, parts, form });
    onPick(parts["open-plan"], parts["plan-file"], (file) => this.reading(() => this.openPlan(file)));
    onPick(parts["import-people"], parts["people-file"], (file) => this.reading(() => this.importPeople(file)));
    onPick(parts["import-absences"], parts["absences-file"], (file) => this.reading(() => this.importAbsences(file)));
    onPick(parts["import-posts"], parts["posts-file"], (file) => this.reading(() => this.importPosts(file)));
    // Rows come and go, so each person's own calendar file is heard of here.
    parts.people.addEventListener("click", ({ target }) => target.matches('[data-slot="import-away"]') && target.parentElement.querySelector("input").click());
    parts.people.addEventListener("change", async ({ target }) => {
      if (target.type !== "file" || !target.files.length) return;
      const row = target.closest("li.line");
      const file = await picked(target);
      this.reading(() => this.importAway(file, row));
    });
    parts["save-plan"].addEventListener("click", () => this.savePlan());
    parts.copy.addEventListener("click", () => this.copy());
    parts.calendar.addEventListener("click", () => this.save("write_calendar", "text/calendar", { person: parts.mine.value || null }));
    parts.csv.addEventListener("click", () => this.save("write_table", "text/csv"));
  }

  /** Read a file while the page says so; a failure of the engine is told like any other. */
  async reading(read) {
    this.host.again = () => this.reading(read);
    await this.host.ask(read);
  }

  /** Say what came of a file: one sentence, a line per problem, and a way back. */
  tell(text, problems = [], undo = null) {
    const { "import-told": box, "import-text": line, "import-problems": list } = this.parts;
    line.textContent = text;
    list.replaceChildren(...problems.map((problem) => make("li", problem.text)));
    box.querySelector("button")?.remove();
    if (undo) {
      const back = make("button", "Ångra", { type: "button", className: "button button--small" });
      back.addEventListener("click", () => ((box.hidden = true), undo()));
      box.append(back);
    }
    box.hidden = false;
    box.focus();
  }

  async openPlan(file) {
    const { plan, error } = await call("read_plan", file);
    if (error) return this.tell(error);
    await this.host.openPlan(plan);
  }

  get period() {
    return { start: this.form.start.value, weeks: Number(this.form.weeks.value) || 1 };
  }

  async importPeople(file) {
    const { people, problems, error } = await call("read_people", { ...file, ...this.period, channels: this.form.channels.map(({ name }) => name) });
    if (error) return this.tell(error);
    const known = this.form.people.map(({ name }) => name.toLowerCase());
    const fresh = people.filter(({ name }) => !known.includes(name.toLowerCase()));
    const ids = Object.fromEntries(this.form.channels.map(({ id, name }) => [name, id]));
    const before = this.form.read();
    for (const person of fresh) {
      const channels = person.channels === "all" ? "all" : person.channels.map((name) => ids[name]);
      this.form.addPerson({ ...person, channels, absences: stretches(person.absences) }, false);
    }
    const twice = people.length - fresh.length;
    this.tell(
      `${plural(fresh.length, "person är hämtad", "personer är hämtade")} från ${file.name}.${twice ? ` ${plural(twice, "fanns", "fanns")} redan och är oförändrade.` : ""}`,
      problems,
      fresh.length ? () => this.form.write(before) : null,
    );
  }

  async importAbsences(file) {
    const people = this.form.people.map(({ id, name }) => ({ id, name }));
    const { absences, problems, error } = await call("read_absences", { ...file, ...this.period, people });
    if (error) return this.tell(error);
    const before = this.form.read();
    for (const row of this.parts.people.children) {
      const name = row.fields.name.value.trim().toLowerCase();
      const own = absences.filter((absence) => absence.name.toLowerCase() === name);
      if (own.length) addAbsences(row, stretches(own));
    }
    this.tell(`${plural(absences.length, "dag eller halvdag är hämtad", "dagar eller halvdagar är hämtade")} från ${file.name}.`, problems, absences.length ? () => this.form.write(before) : null);
  }

  async importAway(file, row) {
    const { events, problems, error } = await call("read_calendar", { ...file, ...this.period });
    if (error) return this.tell(error);
    const halves = events.flatMap((event) => event.halves);
    const before = this.form.read();
    const days = Map.groupBy ? [...Map.groupBy(halves, ({ date }) => date)] : [];
    const absences = days.flatMap(([date, own]) => (new Set(own.map(({ half }) => half)).size > 1 ? [{ date }] : [{ date, half: own[0].half }]));
    if (absences.length) addAbsences(row, stretches(absences));
    const name = row.fields.name.value.trim() || "personen";
    this.tell(
      absences.length ? `${plural(events.length, "händelse", "händelser")} i ${file.name} är noterade som frånvaro för ${name}.` : `${file.name} har inga händelser på arbetstid i perioden.`,
      problems,
      absences.length ? () => this.form.write(before) : null,
    );
  }

  async importPosts(file) {
    const { events, problems, error } = await call("read_calendar", { ...file, ...this.period });
    if (error) return this.tell(error);
    const before = this.form.read();
    for (const { title, start, all_day } of events) {
      this.form.addPost({ title, published: all_day ? `${start.slice(0, 10)}T08:00` : start, channels: [] }, false);
    }
    this.tell(
      events.length ? `${plural(events.length, "inlägg är hämtat", "inlägg är hämtade")} från ${file.name}. Välj kanal för vart och ett, och kryssa i om ni väntar många kommentarer.` : `${file.name} har inga händelser i perioden.`,
      problems,
      events.length ? () => this.form.write(before) : null,
    );
  }

  savePlan() {
    const plan = { ...this.form.readForKeeping(), assignments: this.host.plan?.assignments ?? null };
    saveText(`${plan.instance.id}.json`, JSON.stringify(plan, null, 1), "application/json");
    this.host.unsaved = false;
    this.host.status(`Planen är sparad som ${plan.instance.id}.json bland dina hämtade filer.`);
  }

  get payload() {
    const { instance, assignments, form } = this.host.plan;
    return { instance, assignments, names: form.names, made: new Date().toISOString().replace(/\.\d+/, "") };
  }

  async save(name, type, more = {}) {
    const { name: file, text, error } = await call(name, { ...this.payload, ...more });
    if (!error) saveText(file, text, type);
    this.parts["out-status"].textContent = error ?? `Filen ${file} ligger bland dina hämtade filer.`;
  }

  async copy() {
    const { text } = await call("write_text", { ...this.payload, person: this.parts.mine.value || null });
    this.parts["out-status"].textContent = (await copyText(text)) ? "Schemat är kopierat." : "Det gick inte att kopiera. Skriv ut eller ladda ner i stället.";
  }
}
