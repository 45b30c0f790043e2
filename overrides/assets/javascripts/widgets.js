// Loads the script of each widget that is on the page, and what the theme's menus lack when one is first used.
const ELEMENTS = [
  "draft-check",
  "draft-tasks",
  "reply-roster",
  "kc-faq",
  "comment-helper",
  "reply-drafts",
  "task-list",
  "task-lists",
  "page-quiz",
  "practice-task",
  "learning-path",
  "lesson-foot",
  "intro-diploma",
  "account-table",
  "account-review",
  "slot-booking",
  "post-metrics",
];

for (const name of ELEMENTS) {
  if (document.querySelector(name)) import(`./elements/${name}.js`);
}
if (document.querySelector("article table:not([class])")) import("./wide-tables.js");

// The theme's menus open with labels: each gets a button over it, and menu.js has what a keyboard needs.
for (const label of document.querySelectorAll('label:is(.md-icon:is([for="__drawer"], [for="__search"]), [for^="__nav"], [for="__toc"])')) {
  const button = document.createElement("span");
  Object.assign(button, { className: "menu-button", role: "button", ariaLabel: label.textContent.trim(), ariaExpanded: label.control.checked });
  if (!label.matches(".md-search__icon")) button.tabIndex = 0;
  button.onclick = (event) => event.preventDefault() ?? label.control.click();
  label.append(button);
}
for (const type of ["keydown", "change"]) addEventListener(type, () => import("./menu.js"), { once: true });

// No letter is a shortcut: who steers by voice would press the theme's without meaning to.
addEventListener("keydown", (event) => /^[fsnp,./]$/.test(event.key) && event.stopPropagation(), true);
