// The text beside the form: shown as it grows, and scrolled to what was changed last.

const shown = new WeakSet();
const MARGIN = 60; // pixels of the text around the change that are seen too

/** Show `text` in `node`; where it scrolls by itself, the first place that differs comes into view. */
export function showText(node, text) {
  const before = node.textContent;
  if (text === before) return;
  node.textContent = text;
  if (!shown.has(node)) return void shown.add(node); // the first time it is read from the top
  const range = document.createRange();
  const place = Math.min(firstDifference(before, text), text.length - 1);
  range.setStart(node.firstChild, place);
  range.setEnd(node.firstChild, place + 1);
  const [change, frame] = [range.getBoundingClientRect(), node.getBoundingClientRect()];
  if (change.top < frame.top + MARGIN) node.scrollTop -= frame.top + MARGIN - change.top;
  else if (change.bottom > frame.bottom - MARGIN) node.scrollTop += change.bottom - frame.bottom + MARGIN;
}

function firstDifference(before, after) {
  let place = 0;
  while (place < before.length && before[place] === after[place]) place++;
  return place;
}
