// The form's rows: channels, people and posts, each a copy of its template with what it holds.
import { make, stamp } from "../dom.js";
import { dayAndMonth, HALVES, isDay, spokenRange, WEEKDAYS } from "../calendar.js";

let made = 0; // gives every input an id of its own

/** Return a new row of a template, labelled inputs and all; `slots` by name, `fields` by the key that the format uses. */
function newRow(root, name, row) {
  const { copy, slots } = stamp(root, name);
  const node = copy.firstElementChild;
  const fields = {};
  for (const box of node.querySelectorAll(".field, [data-key]")) {
    const input = box.querySelector("input:not([type=file]), select");
    const label = box.querySelector("label");
    if (input && label) label.htmlFor = input.id = `rad-${++made}`;
    if (input && box.dataset.key) fields[box.dataset.key] = input;
    const error = box.querySelector(".field__error");
    if (error && input) {
      error.id = `${input.id}-fel`;
      input.setAttribute("aria-describedby", error.id);
    }
  }
  Object.assign(node, { row, slots, fields });
  return node;
}

/** Return a box to tick with its label. */
function tick(text, value, checked) {
  const id = `rad-${++made}`;
  const box = make("span", "", { className: "tick" });
  box.append(make("input", "", { type: "checkbox", id, value, checked }), make("label", text, { htmlFor: id }));
  return box;
}

const ticked = (box) => [...box.querySelectorAll("input:checked")].map((input) => input.value);

export function channelRow(root, { id, name, need = 1, agreement = false }) {
  const node = newRow(root, "channel", { id });
  node.fields.id.value = name;
  node.fields.need.value = need;
  node.slots.agreement.checked = agreement;
  return node;
}

export function readChannel({ row, fields, slots }) {
  return { id: row.id, name: fields.id.value.trim(), need: whole(fields.need), agreement: slots.agreement.checked };
}

export function personRow(root, person, channels) {
  const node = newRow(root, "person", { id: person.id, absences: person.absences ?? [] });
  for (const key of ["name", "title", "unit"]) node.fields[key].value = person[key] ?? "";
  node.fields.max_shifts_per_week.value = person.max_shifts_per_week ?? "";
  node.slots.combines.checked = person.may_combine ?? false;
  node.slots.weekly.replaceChildren(
    ...WEEKDAYS.slice(0, 5).flatMap((day, number) =>
      Object.entries(HALVES).map(([half, { name }]) => tick(`${day} ${name}`, `${number}-${half}`, person.weekly?.includes(`${number}-${half}`))),
    ),
  );
  showTicks(node, channels, person.channels ?? "all");
  showAbsences(node);
  const { from, to, half } = node.slots;
  node.slots["add-away"].addEventListener("click", () => {
    const last = to.value || from.value;
    const wrong = !isDay(from.value) ? "Välj vilken dag frånvaron börjar." : last < from.value ? "Frånvaron slutar före den börjar. Byt till ett senare slutdatum." : "";
    Object.assign(node.slots["away-error"], { hidden: !wrong, textContent: wrong });
    if (wrong) return (isDay(from.value) ? to : from).focus();
    addAbsences(node, [{ from: from.value, to: last, half: half.value }]);
    from.value = to.value = half.value = "";
    from.focus();
  });
  summarize(node);
  node.addEventListener("input", () => summarize(node));
  return node;
}

/** Add stretches of absence, and let the form know. */
export function addAbsences(node, absences) {
  node.row.absences = [...node.row.absences, ...absences].sort((a, b) => (a.from < b.from ? -1 : 1));
  showAbsences(node);
  node.dispatchEvent(new Event("input", { bubbles: true }));
}

function showAbsences(node) {
  const { absences } = node.slots;
  absences.replaceChildren(
    ...node.row.absences.map((absence) => {
      const told = `${spokenRange(absence.from, absence.to)} ${absence.from.slice(0, 4)}${absence.half ? `, ${HALVES[absence.half].name}` : ""}`;
      const item = make("li", `${told} `);
      const remove = make("button", "Ta bort", { type: "button", className: "button button--small", ariaLabel: `Ta bort frånvaron ${told}` });
      remove.addEventListener("click", () => {
        node.row.absences = node.row.absences.filter((other) => other !== absence);
        showAbsences(node);
        node.dispatchEvent(new Event("input", { bubbles: true }));
        node.slots.from.focus();
      });
      item.append(remove);
      return item;
    }),
  );
  absences.hidden = !node.row.absences.length;
}

/** Show the channels to tick, keeping what is ticked. `chosen` is "all" or ids. */
export function showTicks(node, channels, chosen = ticked(node.slots.channels)) {
  node.slots.channels.replaceChildren(...channels.map(({ id, name }) => tick(name, id, chosen === "all" || chosen.includes(id))));
}

/** Fold the person into one line: who, what she answers on, and when she is away. */
export function summarize(node) {
  const { name, title, unit } = Object.fromEntries(Object.entries(node.fields).map(([key, input]) => [key, input.value.trim()]));
  const boxes = [...node.slots.channels.querySelectorAll(".tick")];
  const chosen = boxes.filter((box) => box.firstElementChild.checked).map((box) => box.lastElementChild.textContent);
  const away = node.row.absences;
  const parts = [
    [title, unit].filter(Boolean).join(", "),
    boxes.length > 1 && chosen.length === boxes.length ? "alla kanaler" : chosen.join(", ") || "inga kanaler",
    away.length === 1 ? `borta ${dayAndMonth(away[0].from)}${away[0].to > away[0].from ? `–${dayAndMonth(away[0].to)}` : ""}` : away.length ? `borta vid ${away.length} tillfällen` : "",
  ];
  node.slots.summary.replaceChildren(make("strong", name || "Ny person"), ` ${parts.filter(Boolean).join(" · ")}`);
  node.slots.legend.textContent = name || "Ny person";
}

export function readPerson({ row, fields, slots }, channels) {
  const chosen = ticked(slots.channels);
  const cap = fields.max_shifts_per_week;
  return {
    id: row.id,
    name: fields.name.value.trim(),
    title: fields.title.value.trim(),
    unit: fields.unit.value.trim(),
    channels: chosen.length === channels.length ? "all" : chosen,
    absences: row.absences,
    weekly: ticked(slots.weekly),
    max_shifts_per_week: cap.value === "" && !cap.validity.badInput ? null : whole(cap),
    may_combine: slots.combines.checked,
  };
}

export function postRow(root, post, channels) {
  const node = newRow(root, "post", {});
  node.fields.title.value = post.title ?? "";
  node.fields.published.value = post.published?.slice(0, 16) ?? "";
  for (const key of ["hot", "charged", "faq"]) node.slots[key].checked = post[key] ?? false;
  showTicks(node, channels, post.channels ?? []);
  return node;
}

export function readPost({ fields, slots }) {
  return {
    title: fields.title.value.trim(),
    published: fields.published.value,
    channels: ticked(slots.channels),
    hot: slots.hot.checked,
    charged: slots.charged.checked,
    faq: slots.faq.checked,
  };
}

/** Return the whole number typed; what is no number is handed on as it stands, for the engine to say so. */
const whole = (input) => (/^\d+$/.test(input.value) ? Number(input.value) : input.value || "?");
