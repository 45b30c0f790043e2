// How a checklist words where it stands: plain data in, Swedish out.
import { fullDay, moment } from "../calendar.js";

const WIDTH = 32; // of the line to write a name on

export const progress = (done, all) => `${done} av ${all} klara`;

/** Return what is said of the tasks that are not shown. */
export function rest(count) {
  const more = count === 1 ? "en rad till. Den" : `${count} rader till. De`;
  return count ? `Listan har ${more} visas när du kryssar i det som gäller.` : "";
}

/** Return the words beside a task: what the tool saw, when it was ticked, or that the tick is old. */
export function note({ machine, done, day, olderDay, aside }) {
  const saw = machine?.why ? `Verktyget såg: ${machine.why}${aside ? ` (${aside} lagt åt sidan)` : ""}.` : "";
  if (saw) return saw;
  if (day) return `Klart ${fullDay(day)}.`;
  return !done && olderDay ? `Bockad ${fullDay(olderDay)}, från en äldre version av listan. Se över den.` : "";
}

/** Return the list as text; with `now`, as a receipt of that moment with a line for a name. */
export function asText({ name, version, source, facts, tasks }, now) {
  const done = tasks.filter((task) => task.done);
  return [
    now ? `Kvitto: ${name}` : name,
    `Checklista, version ${version}. ${source}.`,
    ...(now ? [`Skrivet ${moment(now)}.`, `Namn: ${"_".repeat(WIDTH)}`] : []),
    "",
    ...(facts.length ? ["Det här gäller:", ...facts.map((fact) => `- ${fact}`), ""] : []),
    progress(done.length, tasks.length),
    ...section("Klart:", "☑", done),
    ...section("Inte klart:", "☐", tasks.filter((task) => !task.done)),
  ].join("\n");
}

function section(heading, box, tasks) {
  return tasks.length ? ["", heading, ...tasks.map(({ text, told }) => [`${box} ${text}`, told].filter(Boolean).join(" "))] : [];
}
