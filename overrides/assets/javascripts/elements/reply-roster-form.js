// The form as data: rows in and out, and the plan (roster-plan/1) that they make.
import { addDays, isDay, mondayOf, stretches, today, weekdaysBetween, withOffset } from "../calendar.js";
import { make } from "../dom.js";
import { channelRow, personRow, postRow, readChannel, readPerson, readPost, showTicks, summarize } from "./reply-roster-rows.js";

const MAX_WEEKS = 53;

export class RosterForm {
  constructor(root, parts) {
    this.root = root;
    this.parts = parts;
    this.start = root.querySelector("#roster-start");
    this.weeks = root.querySelector("#roster-weeks");
    this.presets = [...parts.channels.children].map((item) => ({ id: item.dataset.preset, name: item.textContent.trim() }));
    parts["add-channel"].addEventListener("click", () => this.addChannel());
    parts["add-person"].addEventListener("click", () => this.addPerson());
    parts["add-post"].addEventListener("click", () => this.addPost());
    this.start.addEventListener("change", () => isDay(this.start.value) && (this.start.value = mondayOf(this.start.value)));
    parts.channels.addEventListener("input", () => this.channelsChanged());
    this.clear();
  }

  /** Back to an empty form for the coming week. */
  clear() {
    this.start.value = addDays(mondayOf(today()), 7);
    this.weeks.value = 4;
    this.parts.channels.replaceChildren();
    for (const preset of this.presets) this.parts.channels.append(this.wired(channelRow(this.root, preset)));
    this.parts.people.replaceChildren();
    this.parts.posts.replaceChildren();
    this.number();
  }

  get channels() {
    return [...this.parts.channels.children].map(readChannel);
  }

  get people() {
    const channels = this.channels;
    return [...this.parts.people.children].map((node) => readPerson(node, channels));
  }

  get posts() {
    return [...this.parts.posts.children].map(readPost);
  }

  freshId(letter, taken) {
    let number = taken.length + 1;
    while (taken.includes(`${letter}${number}`)) number += 1;
    return `${letter}${number}`;
  }

  addChannel(values = {}, focus = true) {
    const id = this.freshId("kanal-", this.channels.map((channel) => channel.id));
    const node = this.wired(channelRow(this.root, { id, name: "", ...values }));
    this.parts.channels.append(node);
    this.changed();
    if (focus) node.fields.id.focus();
  }

  addPerson(values = {}, focus = true) {
    const id = this.freshId("p", [...this.parts.people.children].map((node) => node.row.id));
    const node = this.wired(personRow(this.root, { id, ...values }, this.channels));
    this.parts.people.append(node);
    node.querySelector("details").open = focus;
    this.changed();
    if (focus) node.fields.name.focus();
    return node;
  }

  addPost(values = {}, focus = true) {
    const node = this.wired(postRow(this.root, values, this.channels));
    this.parts.posts.append(node);
    this.changed();
    if (focus) node.fields.title.focus();
  }

  /** Let the row be taken away, with the focus on what stands next, and give it back on "Ångra". */
  wired(node) {
    node.slots.remove.addEventListener("click", () => {
      const list = node.parentElement;
      const after = node.nextElementSibling;
      node.remove();
      this.changed();
      const told = make("div", "", { className: "line__gone" });
      const undo = make("button", "Ångra", { type: "button", className: "button button--small" });
      undo.addEventListener("click", () => {
        list.insertBefore(node, after?.parentElement === list ? after : null);
        told.remove();
        this.changed();
        node.querySelector("summary, input").focus();
      });
      list.parentElement.querySelector(".line__gone")?.remove();
      told.append(make("span", "Raden är borttagen. "), undo);
      list.after(told);
      undo.focus();
    });
    return node;
  }

  channelsChanged() {
    const channels = this.channels;
    for (const node of this.parts.people.children) {
      showTicks(node, channels, this.chosenAfter(node, channels));
      summarize(node);
    }
    for (const node of this.parts.posts.children) showTicks(node, channels);
    this.number();
  }

  /** Who answered on every channel goes on doing so when one is added. */
  chosenAfter(node, channels) {
    const boxes = [...node.slots.channels.querySelectorAll("input")];
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return chosen.length === boxes.length ? "all" : chosen.filter((id) => channels.some((channel) => channel.id === id));
  }

  changed() {
    this.channelsChanged();
    this.parts.form.dispatchEvent(new Event("input"));
  }

  /** Name every input after the place in the format that it fills, so that an error finds its way back. */
  number() {
    for (const list of ["channels", "people", "posts"]) {
      [...this.parts[list].children].forEach((node, index) => {
        for (const box of node.querySelectorAll("[data-key]")) {
          const name = `${list}[${index + 1}].${box.dataset.key}`;
          box.dataset.field = name;
          const input = box.querySelector("input");
          if (input) input.name = name;
        }
        if (list === "channels") node.slots.legend.textContent = `Kanal ${index + 1}`;
        if (list === "posts") node.slots.legend.textContent = `Inlägg ${index + 1}`;
      });
    }
  }

  /** What is missing before it is worth asking the engine, as [[field, sentence]]. */
  gaps() {
    const found = [];
    if (!isDay(this.start.value)) found.push(["period.start", "Välj vilken vecka planen börjar."]);
    if (!this.parts.channels.children.length) found.push(["channels", "Lägg till minst en kanal."]);
    if (!this.parts.people.children.length) found.push(["people", "Lägg till minst en person som kan svara."]);
    this.channels.forEach(({ name }, at) => name || found.push([`channels[${at + 1}].id`, `Kanal ${at + 1} saknar namn. Skriv ett namn eller ta bort raden.`]));
    this.people.forEach(({ name }, at) => name || found.push([`people[${at + 1}].name`, `Person ${at + 1} saknar namn. Skriv ett namn eller ta bort personen.`]));
    this.posts.forEach(({ published, channels }, at) => {
      if (!published) found.push([`posts[${at + 1}].published`, `Inlägg ${at + 1} saknar datum och klockslag.`]);
      if (!channels.length) found.push([`posts[${at + 1}].channels`, `Välj minst en kanal för inlägg ${at + 1}.`]);
    });
    const names = this.people.map(({ name }) => name.toLowerCase());
    names.forEach((name, at) => name && names.indexOf(name) < at && found.push([`people[${at + 1}].name`, `${this.people[at].name} står två gånger. Ta bort den ena, eller skriv ut vem som är vem.`]));
    return found;
  }

  /** Return the plan without assignments: the instance for the engine, and what else the form holds. */
  read() {
    const channels = this.channels;
    const people = this.people;
    const posts = this.posts;
    const agreements = channels.filter(({ agreement }) => agreement).map(({ id }) => id);
    const weeks = this.weeks.value === "" ? "?" : Number(this.weeks.value);
    const instance = {
      format: "roster-instance/1",
      id: `bemanning-${this.start.value}`,
      period: { start: this.start.value, weeks },
      channels: channels.map(({ id, need, agreement }) => ({ id, need: agreement ? 0 : need })),
      people: people.map((person) => this.instancePerson(person, weeks)),
      posts: posts
        .filter(({ hot, published }) => hot && published)
        .map(({ title, published, channels: on }) => ({ title, published: withOffset(published), channels: on.filter((id) => !agreements.includes(id)) }))
        .filter((post) => post.channels.length),
    };
    return {
      format: "roster-plan/1",
      instance,
      form: {
        names: Object.fromEntries(channels.map(({ id, name }) => [id, name])),
        needs: Object.fromEntries(channels.map(({ id, need }) => [id, need])),
        agreements,
        weekly: Object.fromEntries(people.filter(({ weekly }) => weekly.length).map(({ id, weekly }) => [id, weekly])),
        absences: Object.fromEntries(people.filter(({ absences }) => absences.length).map(({ id, absences }) => [id, absences])),
        posts,
      },
      assignments: null,
    };
  }

  /** Return the plan to keep, where numbers that are not typed right yet have their usual values, so that it opens again. */
  readForKeeping() {
    const plan = this.read();
    const { period, channels, people } = plan.instance;
    if (!isDay(period.start)) period.start = addDays(mondayOf(today()), 7);
    if (!(period.weeks >= 1 && period.weeks <= MAX_WEEKS)) period.weeks = 4;
    for (const channel of channels) if (typeof channel.need !== "number") channel.need = plan.form.needs[channel.id] = 1;
    for (const id of Object.keys(plan.form.names)) plan.form.names[id] ||= id;
    for (const person of people) if (typeof person.max_shifts_per_week !== "number") delete person.max_shifts_per_week;
    return plan;
  }

  instancePerson({ absences, weekly, max_shifts_per_week: cap, ...person }, weeks) {
    const away = new Map();
    const add = (date, half) => away.set(date + half, half ? { date, half } : { date });
    for (const { from, to, half } of absences) for (const date of weekdaysBetween(from, to)) add(date, half);
    for (let week = 0; week < Math.min(weeks, MAX_WEEKS); week++) {
      for (const time of weekly) add(addDays(this.start.value, 7 * week + Number(time[0])), time.slice(2));
    }
    return { ...person, absences: [...away.values()], ...(cap !== null && { max_shifts_per_week: cap }) };
  }

  /** Fill the form in from a plan. */
  write({ instance, form }) {
    this.clear();
    this.start.value = instance.period.start;
    this.weeks.value = instance.period.weeks;
    this.parts.channels.replaceChildren();
    const agreements = form.agreements ?? [];
    for (const { id, need = 1 } of instance.channels) {
      this.addChannel({ id, name: form.names?.[id] ?? id, need: form.needs?.[id] ?? need, agreement: agreements.includes(id) }, false);
    }
    for (const person of instance.people) {
      const weekly = form.weekly?.[person.id] ?? [];
      const absences = form.absences?.[person.id] ?? (weekly.length ? [] : stretches(person.absences ?? []));
      this.addPerson({ ...person, weekly, absences }, false);
    }
    for (const post of form.posts ?? []) this.addPost(post, false);
  }
}
