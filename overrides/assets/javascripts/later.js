// A long answer stands at once: what is far below is laid out a piece at a time, in the frames after it. Until then the style
// for [data-later] leaves it out of the layout, and so out of what a screen reader can list.
const PIECE = 8; // what a slow phone lays out in a frame or two
const PAUSE_MS = 20; // for what the person does meanwhile

/** Put off the layout of these elements until the page has been painted, and then give it to some at a time, in this order. */
export function later(elements) {
  for (const element of elements) element.dataset.later = "";
  const giveSome = (left) => {
    for (const element of left.slice(0, PIECE)) delete element.dataset.later;
    if (left.length > PIECE) setTimeout(giveSome, PAUSE_MS, left.slice(PIECE));
  };
  requestAnimationFrame(() => setTimeout(giveSome, PAUSE_MS, elements));
}
