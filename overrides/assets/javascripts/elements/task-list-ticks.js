// What a person has ticked in a checklist: {version, ticked: {task: day}, facts: {fact: true}, older: {task: day}}, kept on the
// device under "tasks:<list>". Ids that this list does not know are left as they are: another version of the site may.
import { canKeep, forget, isBroken, keep, onKept, recall } from "../memory.js";
import { isDay } from "../calendar.js";

/** Return the kept data of a list, whatever stands there, as it should be: ticks of another version are older ones. */
export function read(list, version) {
  const kept = recall(`tasks:${list}`);
  const { version: of, ticked, facts, older } = plain(kept) ? kept : {};
  const current = of === version;
  return {
    version,
    ticked: current ? days(ticked) : {},
    facts: plain(facts) ? Object.fromEntries(Object.entries(facts).filter(([, holds]) => typeof holds === "boolean")) : {},
    older: { ...days(older), ...(current ? {} : days(ticked)) },
  };
}

/** Return [{task, when}] of those tasks whose facts hold, and how many of them are ticked, as {shown, done}. */
export function count(tasks, { ticked, facts }) {
  const shown = tasks.filter(({ when }) => !when || facts[when]);
  return { shown, done: shown.filter(({ task }) => Object.hasOwn(ticked, task)).length };
}

const plain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function days(value) {
  return plain(value) ? Object.fromEntries(Object.entries(value).filter(([, day]) => typeof day === "string" && isDay(day))) : {};
}

export class Ticks {
  /** `changed` is called when another tab has changed the list. */
  constructor({ list, version, remember }, changed) {
    Object.assign(this, { list, version, remember, key: `tasks:${list}` });
    this.kept = remember && canKeep(); // whether what is ticked stays
    this.broken = remember && isBroken(this.key); // whether something was kept that cannot be read
    this.state = remember ? read(list, version) : { version, ticked: {}, facts: {}, older: {} };
    if (remember) onKept(this.key, () => ((this.state = read(list, version)), changed()));
  }

  /** Change the list by `edit(state)`, on top of what another tab may have kept since, and keep it. */
  change(edit) {
    if (this.remember && this.kept) this.state = read(this.list, this.version);
    edit(this.state);
    if (this.remember) this.save();
  }

  save() {
    const { ticked, facts, older } = this.state;
    const empty = [ticked, facts, older].every((part) => !Object.keys(part).length);
    if (empty) forget(this.key);
    else this.kept = keep(this.key, this.state);
  }
}
