// What Material writes into every page as inline scripts, which the policy forbids: four functions that its bundle calls, and
// the colours that the visitor has chosen, set before anything is painted. Not a module, and not deferred: both would be late.
// And what our own scripts must know of the time before them.
document.documentElement.classList.add("scripts"); // for what the page shows only with scripts, or only without
var sentEarly; // the form that was sent before its script had come: widgets.js sends it once more
addEventListener("submit", ({ target }) => target.closest("[data-ready]") ?? (sentEarly = target));
var __md_scope = new URL(document.currentScript.dataset.scope, location);

var __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);

/** Return what is stored under `key`, null where nothing is or the browser forbids storage, as in another site's frame. */
var __md_get = (key, storage, scope = __md_scope) => {
  try {
    const value = JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
    // A choice of colours that is not one of those on the page, from another version or another program, would stop the bundle.
    return key === "__palette" && !document.querySelectorAll('[name="__palette"]')[value?.index] ? null : value;
  } catch {
    return null;
  }
};

var __md_set = (key, value, storage, scope = __md_scope) => {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // full, or forbidden: the choice lasts as long as the page
  }
};

{
  const chosen = __md_get("__palette")?.color;
  if (chosen?.media === "(prefers-color-scheme)") {
    const wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${wanted})']`);
    for (const name of ["media", "scheme", "primary", "accent"]) chosen[name] = input.getAttribute(`data-md-color-${name}`);
  }
  for (const [name, value] of Object.entries(chosen ?? {})) document.body.setAttribute(`data-md-color-${name}`, value);
}
