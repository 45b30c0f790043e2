// What the theme's menus lack for the keyboard: Enter and the space bar press the buttons that widgets.js lays over the labels,
// what is open is told, the focus follows, and Escape closes.
const buttons = [...document.querySelectorAll(".menu-button")];
const boxOf = (button) => button.parentElement.control;
const drawer = document.getElementById("__drawer");
const opener = buttons.find((button) => boxOf(button) === drawer);

// On a phone the closed search is out of sight. It stays where a script can focus it, which the theme does when it opens.
const search = document.getElementById("__search");
const field = document.querySelector(".md-search__input");
const narrow = matchMedia("(max-width: 59.984375em)");

function tell() {
  for (const button of buttons) button.ariaExpanded = boxOf(button).checked;
  field.tabIndex = narrow.matches && !search.checked ? -1 : 0;
}

/** Let the focus follow what was opened or closed: to its first stop, or back to what opened it. */
function follow(box) {
  const menu = box === drawer ? document.querySelector(".md-sidebar--primary") : box.parentElement.querySelector(":scope > .md-nav");
  if (!menu) return; // the search, where the theme moves the focus
  const stops = [...menu.querySelectorAll('a, [tabindex="0"]')];
  const seen = (stop) => stop.checkVisibility({ visibilityProperty: true });
  const back = buttons.find((button) => boxOf(button) === box && seen(button));
  (box.checked ? stops.find(seen) : back)?.focus();
}

addEventListener("change", ({ target }) => {
  const on = document.activeElement;
  tell();
  if (buttons.includes(on) && boxOf(on) === target) follow(target);
});

narrow.addEventListener("change", tell);
addEventListener("keydown", (event) => {
  const on = document.activeElement;
  if ((event.key === " " || event.key === "Enter") && buttons.includes(on)) {
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
