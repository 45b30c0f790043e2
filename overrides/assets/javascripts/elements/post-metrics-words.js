// How figures, months and files are said.
import { dayAndMonth, spokenRange } from "../calendar.js";

export const NOTHING = "–"; // what the file does not hold; never 0
const whole = new Intl.NumberFormat("sv-SE");
const one = new Intl.NumberFormat("sv-SE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat("sv-SE", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const plural = (count, single, several) => `${whole.format(count)} ${count === 1 ? single : several}`;

/** Return a figure in words for Swedes: "40 144", a rate such as 0.0442 as "4,4 %", null as a dash. */
export function shown(field, value) {
  if (value === null || value === undefined) return NOTHING;
  if (field !== "engagement_rate") return whole.format(value);
  const percent = 100 * value;
  return `${percent && Math.abs(percent) < 1 ? two.format(percent) : one.format(percent)}\u00a0%`;
}

/** Return "oktober 2026". */
export const monthName = (month) => `${dayAndMonth(`${month}-01`).slice(2)} ${month.slice(0, 4)}`;

/** Return "oktober" for a month of the year of `beside`, else "oktober 2025". */
export const monthBeside = (month, beside) => (month.slice(0, 4) === beside.slice(0, 4) ? monthName(month).slice(0, -5) : monthName(month));

export const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Return "Facebook, Instagram och LinkedIn". */
export const listed = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} och ${names.at(-1)}`);

/** Return "3 september 2026". */
export const dayName = (iso) => `${dayAndMonth(iso.slice(0, 10))} ${iso.slice(0, 4)}`;

/** Return "3 september–2 november 2026". */
export function period(from, to) {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  if (first === last) return dayName(first);
  return first.slice(0, 4) === last.slice(0, 4) ? `${spokenRange(first, last)} ${last.slice(0, 4)}` : `${dayName(first)}–${dayName(last)}`;
}

/** Return the beginning of a post, on one line. */
export function excerpt(text, length = 110) {
  const line = text.replace(/\s+/g, " ").trim();
  if (!line) return "(utan text)";
  const units = [...line];
  return units.length <= length ? `”${line}”` : `”${units.slice(0, length - 1).join("").replace(/\s\S*$/, "")} …”`;
}

/** Return the number of followers that someone wrote, null where the field is empty, undefined where it is no such number. */
export function followersOf(written) {
  const digits = written.replace(/[\s.\u00a0\u202f]/g, "");
  if (!digits) return null;
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}

/** Return the month to begin with: the one that has just ended if there are figures for it, else the last. */
export function firstMonth(months, today) {
  const [year, month] = today.split("-").map(Number);
  const ended = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
  return months.includes(ended) ? ended : (months.at(-1) ?? "");
}

const STAGES = { reading: "Läser", classifying: "Gissar mål och kategori", summing: "Räknar" };

/** Return {text, percent} for the progress line; percent is null where it cannot be known. */
export function progressWords({ stage, file, done, of }) {
  const rows = done ? `: ${whole.format(done)}${of ? ` av ${whole.format(of)}` : ""} ${stage === "reading" ? "rader" : "inlägg"}` : "";
  const percent = of ? Math.min(100, Math.floor((100 * done) / of)) : null;
  const words = `${STAGES[stage] ?? "Arbetar"}${stage === "reading" && file ? ` ${file}` : ""}${stage === "summing" ? "" : rows}`;
  return { text: percent === null ? `${words} …` : `${words}, ${percent} procent`, percent };
}
