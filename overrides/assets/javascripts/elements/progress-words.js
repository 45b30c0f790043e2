// How the progress of the introduction is worded.
import { fullDay } from "../calendar.js";

/** Return the ids of an attribute that holds several. */
export const ids = (text) => text.split(" ").filter(Boolean);

/** Return what is done in a lesson and what is left, or "" for one that is not begun. */
export function lessonText({ read, right, questions, passed, exercises, done }) {
  const practised = exercises ? ` ${passed} av ${exercises} övningar klarade.` : "";
  if (done) return `✓ Klar. Läst ${fullDay(read)}.${practised}`;
  if (!read && !right && !passed) return "";
  const answers = questions ? ` ${right} av ${questions} frågor rätt besvarade.` : "";
  return `${read ? `Läst ${fullDay(read)}.` : "Påbörjad."}${answers}${practised}`;
}

/** Return what remains before a lesson is done. */
export function remainingText({ read, right, questions }) {
  const left = questions - right;
  const asked = left ? `${left} ${left === 1 ? "fråga" : "frågor"} kvar` : "";
  return [asked, read ? "" : "inte markerad som läst"].filter(Boolean).join(", ");
}
