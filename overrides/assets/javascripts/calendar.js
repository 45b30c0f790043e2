// Calendar days as ISO texts ("2027-01-11"), without clock or time zone, and how a Swede says them.

const DAY_MS = 86_400_000;
const MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
export const WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
export const HALVES = { am: { name: "förmiddag", time: "8–12" }, pm: { name: "eftermiddag", time: "12–17" } };

const number = (day) => Date.parse(`${day}T00:00Z`) / DAY_MS;
const text = (count) => new Date(count * DAY_MS).toISOString().slice(0, 10);

/** Return the day `count` days later. */
export const addDays = (day, count) => text(number(day) + count);

/** Return 0 for a Monday to 6 for a Sunday. */
export const weekday = (day) => (number(day) + 3) % 7;

/** Return the Monday of the day's week. */
export const mondayOf = (day) => addDays(day, -weekday(day));

/** Return what a clock in Sweden shows, "2027-01-11 09:05:00", wherever the computer believes that it is. */
export const swedish = (date) => date.toLocaleString("sv", { timeZone: "Europe/Stockholm" });

/** Return the day it is now, in Sweden. */
export const today = () => swedish(new Date()).slice(0, 10);

/** Return whether this is a day: texts such as "" and "2027-02-30" are not. */
export const isDay = (day) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(number(day)) && text(number(day)) === day;

/** Return the number of the ISO week. */
export function weekNumber(day) {
  const thursday = addDays(mondayOf(day), 3);
  return Math.floor((number(thursday) - number(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1;
}

/** Return "11 januari". */
export const dayAndMonth = (day) => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;

/** Return "11 januari 2027". */
export const fullDay = (day) => `${dayAndMonth(day)} ${day.slice(0, 4)}`;

/** Return "måndag 11 januari". */
export const spokenDay = (day) => `${WEEKDAYS[weekday(day)]} ${dayAndMonth(day)}`;

/** Return "11–15 januari", or "28 december–1 januari" over the turn of a month. */
export function spokenRange(from, to) {
  if (from === to) return dayAndMonth(from);
  return from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))}–${dayAndMonth(to)}` : `${dayAndMonth(from)}–${dayAndMonth(to)}`;
}

const hours = (iso) => `${Number(iso.slice(11, 13))}.${iso.slice(14, 16)}`;

/** Return "9.05", in Sweden. */
export const clock = (date) => hours(swedish(date));

/** Return "tisdag 24 november 2026 klockan 9.05", in Sweden. */
export const moment = (date) => fullTime(swedish(date));

/** Return "tisdag 24 november 2026 klockan 9.05" for an ISO time. */
export const fullTime = (iso) => `${spokenDay(iso.slice(0, 10))} ${iso.slice(0, 4)} klockan ${hours(iso)}`;

/** Return "måndag 11 januari klockan 8.00" for an ISO time. */
export const spokenTime = (iso) => `${spokenDay(iso.slice(0, 10))} klockan ${hours(iso)}`;

/** Return the weekdays from one day to another, both included, at most `limit`. */
export function weekdaysBetween(from, to, limit = 600) {
  const days = [];
  for (let day = from; day <= to && days.length < limit; day = addDays(day, 1)) if (weekday(day) < 5) days.push(day);
  return days;
}

/** Return [{from, to, half}] for [{date, half?}]: days that follow each other, weekends apart, become one stretch. */
export function stretches(absences) {
  const found = [];
  const ordered = absences.map(({ date, half }) => ({ date, half: half ?? "" })).sort((a, b) => (a.half + a.date < b.half + b.date ? -1 : 1));
  for (const { date, half } of ordered) {
    const last = found.at(-1);
    if (last && last.half === half && weekdaysBetween(last.to, date).length <= 2 && date >= last.to) last.to = date;
    else found.push({ from: date, to: date, half });
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Return a wall time in Stockholm ("2027-01-13T10:00") with Stockholm's offset. */
export function withOffset(wall) {
  const guess = new Date(`${wall}:00+01:00`);
  const parts = new Intl.DateTimeFormat("en", { timeZone: "Europe/Stockholm", timeZoneName: "longOffset" }).formatToParts(guess);
  return `${wall}:00${parts.find(({ type }) => type === "timeZoneName").value.slice(3)}`;
}
