// Reads and changes a textarea without losing what the person typed or the browser's own undo.

/** Return where `words` stand now: at `start` if the text is unchanged there, else the nearest place, else null. */
export function locate(field, words, start) {
  const text = field.value;
  if (text.startsWith(words, start)) return { start, end: start + words.length };
  const after = text.indexOf(words, start);
  const before = text.lastIndexOf(words, start);
  const places = [after, before].filter((place) => place >= 0);
  if (!places.length) return null;
  const nearest = places.sort((a, b) => Math.abs(a - start) - Math.abs(b - start))[0];
  return { start: nearest, end: nearest + words.length };
}

/** Focus the field, select a stretch of it and scroll it into view. */
export function select(field, { start, end }) {
  field.focus({ preventScroll: true });
  // A browser scrolls to the caret, not to a selection: put the caret there first.
  field.setSelectionRange(start, start);
  field.blur();
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  field.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

/** Replace a stretch of the field so that the browser's undo (Ctrl+Z) knows it too. */
export function replace(field, { start, end }, words) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (!done) field.setRangeText(words, start, end, "end");
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
