// Small helpers for elements that enhance HTML which is already on the page. Text only ever goes in as textContent.

/** Return the parts of `root` by their data-part names. */
export function parts(root) {
  return Object.fromEntries([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
}

/** Return a copy of a named template of `root`, and its slots by name. */
export function stamp(root, name) {
  const copy = root.querySelector(`template[data-template="${name}"]`).content.cloneNode(true);
  const slots = Object.fromEntries([...copy.querySelectorAll("[data-slot]")].map((node) => [node.dataset.slot, node]));
  return { copy, slots };
}

/** Return a new element with text and properties. */
export function make(tag, text = "", properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...properties });
}

/** Return a small button that runs `action`. */
export function button(text, action, describedBy = "") {
  const node = make("button", text, { type: "button", className: "button button--small", onclick: action });
  if (describedBy) node.setAttribute("aria-describedby", describedBy);
  return node;
}

/** Return one row of a description list. */
export function termRow([term, value]) {
  const node = make("div");
  node.append(make("dt", term), make("dd", value));
  return node;
}

export const COPY_FAILED = "Det gick inte att kopiera. Markera texten och kopiera själv.";

/** Write text to the clipboard, also where the page is not on HTTPS; say whether it went well. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make("textarea", text, { className: "visually-hidden" });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy"); // the old way, the only one outside a secure context
    field.remove();
    return done;
  }
}

/** Give the person `text` as a file to keep. */
export function saveText(name, text, type = "text/plain") {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make("a", "", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
