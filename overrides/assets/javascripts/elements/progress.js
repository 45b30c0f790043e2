// How far a person has come in the introduction, kept on this device: ids and days, never a text.
// {version, started, lessons: {id: {read: day}}, questions: {id: {first: option id, right}}, exercises: {id: day}}
import { isDay, today } from "../calendar.js";
import { canKeep, forget, isBroken, keep, onKept, recall } from "../memory.js";

const KEY = "introduction";
const VERSION = 1;
const ID = /^[a-z0-9][a-z0-9.-]{0,79}$/;
const MOST = 1000; // entries of a kind; the introduction has some thirty
const WRONG = "Filen är inte en fil med framsteg från introduktionen. Välj filen introduktion.json som du sparade.";
const NEWER = "Filen är sparad av en annan version av introduktionen och går inte att läsa här. Ladda om sidan och försök igen.";

const empty = () => ({ version: VERSION, started: "", lessons: {}, questions: {}, exercises: {} });
const listeners = new Set();
let stored = canKeep();
/** Whether something was kept here that cannot be read. */
export const broken = isBroken(KEY);
let current = kept() ?? empty();

onKept(KEY, () => stored && tell(kept() ?? empty()));

/** Return whether the browser keeps what is done here. */
export const isStored = () => stored;

/** Return what is done, as plain data that must not be changed. */
export const progress = () => current;

/** Call `listener` now, and whenever something has been done here or in another tab. */
export function onProgress(listener) {
  listeners.add(listener);
  listener();
}

/** Note an answer to a question: the first one stays the first. */
export function answered(question, option, right) {
  change(({ questions }) => {
    const before = questions[question];
    questions[question] = { first: before?.first ?? option, right: right || Boolean(before?.right) };
  });
}

/** Note that an exercise is passed. */
export const passed = (exercise) => change(({ exercises }) => (exercises[exercise] ??= today()));

/** Note that a lesson is read, or that it is not. */
export function markRead(lesson, read) {
  change(({ lessons }) => (read ? (lessons[lesson] ??= { read: today() }) : delete lessons[lesson]));
}

/** Forget everything and return it, for merge() to bring back. */
export function reset() {
  const before = current;
  forget(KEY);
  tell(empty());
  return before;
}

/** Add what is done elsewhere or was done before: what is done on either side stays done, the earlier day counts. */
export function merge(other) {
  change((mine) => {
    for (const [id, { read }] of Object.entries(other.lessons)) mine.lessons[id] = { read: earlier(mine.lessons[id]?.read, read) };
    for (const [id, day] of Object.entries(other.exercises)) mine.exercises[id] = earlier(mine.exercises[id], day);
    for (const [id, { first, right }] of Object.entries(other.questions)) {
      mine.questions[id] = { first: mine.questions[id]?.first ?? first, right: right || Boolean(mine.questions[id]?.right) };
    }
    mine.started = earlier(mine.started, other.started);
  });
}

/** Return how a lesson stands: {read: day or "", right and questions, passed and exercises, done: read and all answered right}. */
export function standing(lesson, questions, exercises) {
  const read = current.lessons[lesson]?.read ?? "";
  const right = questions.filter((id) => current.questions[id]?.right).length;
  const practised = exercises.filter((id) => current.exercises[id]).length;
  return { read, right, questions: questions.length, passed: practised, exercises: exercises.length, done: Boolean(read) && right === questions.length };
}

/** Return what is done as the text of a file. */
export function asFile(strategy) {
  return `${JSON.stringify({ introduction: VERSION, strategy, saved: today(), ...current }, null, 2)}\n`;
}

/** Return {progress, strategy} of such a file, or {error: one Swedish sentence}. */
export function fromFile(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return { error: WRONG };
  }
  if (!isTable(data) || !("introduction" in data)) return { error: WRONG };
  if (data.version !== VERSION) return { error: NEWER };
  const read = clean(data);
  return read ? { progress: read, strategy: typeof data.strategy === "string" ? data.strategy : "" } : { error: WRONG };
}

function change(alter) {
  const next = structuredClone((stored && kept()) || (stored ? empty() : current)); // another tab may have written
  alter(next);
  next.started ||= today();
  stored = keep(KEY, next) && stored;
  tell(next);
}

function tell(next) {
  current = next;
  for (const listener of listeners) listener();
}

/** Return what is kept, by whichever version of the site, as far as this one understands it; null where there is nothing. */
function kept() {
  const data = recall(KEY);
  return clean(isTable(data) ? { ...data, version: VERSION } : data);
}

/** Return data of the right shape with everything odd left out, or null where it is something else. */
function clean(data) {
  if (!isTable(data) || data.version !== VERSION || ![data.lessons, data.questions, data.exercises].every(isTable)) return null;
  return {
    version: VERSION,
    started: day(data.started),
    lessons: rows(data.lessons, (lesson) => day(lesson?.read) && { read: lesson.read }),
    questions: rows(data.questions, (answer) => ID.test(answer?.first) && { first: answer.first, right: answer.right === true }),
    exercises: rows(data.exercises, day),
  };
}

function rows(table, read) {
  const entries = Object.entries(table).slice(0, MOST);
  return Object.fromEntries(entries.map(([id, value]) => [id, read(value)]).filter(([id, value]) => ID.test(id) && value));
}

function isTable(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function day(value) {
  return typeof value === "string" && isDay(value) ? value : "";
}

function earlier(one, other) {
  return one && other ? (one < other ? one : other) : one || other;
}
