// What a person has filled in, as text to take along when the page must be loaded anew.

const NO_WORDS = ["button", "submit", "reset", "fieldset", "file", "hidden", "output"];

/** Return the fields of a form that are not as the page gave them, a line each, "" where there are none. */
export function typedText(form) {
  const lines = [];
  for (const field of form.elements) {
    const told = NO_WORDS.includes(field.type) ? "" : value(field);
    if (told) lines.push(`${name(field)}: ${told}`);
  }
  return lines.join("\n");
}

function value(field) {
  if (field.type === "select-one") return field.selectedOptions[0]?.defaultSelected || !field.selectedIndex ? "" : field.selectedOptions[0].textContent.trim();
  if (["checkbox", "radio"].includes(field.type)) return field.checked && !field.defaultChecked ? "ja" : "";
  return field.value === field.defaultValue ? "" : field.value.trim();
}

const name = (field) => (field.labels?.[0]?.textContent ?? field.ariaLabel ?? field.name).trim();
