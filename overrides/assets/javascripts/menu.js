// What the theme's menus lack for the keyboard. Its labels are made buttons in widgets.js, and the theme lets Enter press them.
// Here they become stops, the space bar presses them too, what is open is told, and Escape closes.
const buttons = [...document.querySelectorAll('label[role="button"][for]')];
const drawer = document.getElementById("__drawer");
const opener = buttons.find((button) => button.htmlFor === drawer.id);

// On a wide screen the search has its field, and the icon in it is not for pressing.
for (const button of buttons) if (!button.matches(".md-search__icon")) button.tabIndex = 0;

// On a phone the closed search is out of sight. It stays where a script can focus it, which the theme does when it opens.
const search = document.getElementById("__search");
const field = document.querySelector(".md-search__input");
const narrow = matchMedia("(max-width: 59.984375em)");

function tell() {
  for (const button of buttons) button.ariaExpanded = document.getElementById(button.htmlFor).checked;
  field.tabIndex = narrow.matches && !search.checked ? -1 : 0;
}

/** Let the focus follow what was opened or closed: to its first stop, or back to what opened it. */
function follow(box) {
  const menu = box === drawer ? document.querySelector(".md-sidebar--primary") : box.parentElement.querySelector(":scope > .md-nav");
  if (!menu) return; // the search, where the theme moves the focus
  const stops = [...menu.querySelectorAll('a, [tabindex="0"]')];
  const seen = (stop) => stop.checkVisibility({ visibilityProperty: true });
  const back = buttons.find((button) => button.htmlFor === box.id && seen(button));
  (box.checked ? stops.find(seen) : back)?.focus();
}

addEventListener("change", ({ target }) => {
  if (!buttons.some((button) => button.htmlFor === target.id)) return;
  tell();
  if (document.activeElement.htmlFor === target.id) follow(target);
});

narrow.addEventListener("change", tell);
addEventListener("keydown", (event) => {
  const on = document.activeElement;
  if (event.key === " " && buttons.includes(on)) {
    event.preventDefault();
    on.click();
  }
  if (event.key === "Escape" && drawer.checked) {
    drawer.checked = false;
    tell();
    opener.focus();
  }
});

tell();
