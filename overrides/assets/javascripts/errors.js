// Errors in a form: a summary on top that takes the focus, and the same words beside each field.
import { make } from "./dom.js";

const PREFIX = "Fel: ";

/**
 * Show `errors`, [[field, sentence]], in the tool `root`; an empty list clears them. A field is the name of an input in an
 * element with that data-field, or of a button that adds what is missing; an error of no such field points at the tool's first one.
 */
export function showErrors(root, { errors: box, "error-list": list }, errors) {
  box.hidden = !errors.length;
  document.title = (errors.length ? PREFIX : "") + document.title.replace(PREFIX, "");
  for (const field of root.querySelectorAll("[data-field]")) {
    const found = errors.find(([name]) => name === field.dataset.field);
    const line = field.querySelector(".field__error");
    if (line) Object.assign(line, { hidden: !found, textContent: found?.[1] ?? "" });
    const input = field.querySelector("[name]");
    if (found && input.type !== "button") input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  list.replaceChildren(...errors.map(([name, sentence]) => item(root, name, sentence)));
  if (errors.length) box.focus();
}

function item(root, name, sentence) {
  const target = root.querySelector(`[name="${name}"]`) ?? root.querySelector("[name]");
  const link = make("a", sentence, { href: `#${target.id}` });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    target.focus();
  });
  const line = make("li");
  line.append(link);
  return line;
}
