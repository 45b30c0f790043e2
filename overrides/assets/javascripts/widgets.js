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

// The theme's menus open with labels: what they are and whether they are open is told here, the rest is for who presses a key.
for (const label of document.querySelectorAll('label:is(.md-icon:is([for="__drawer"], [for="__search"]), [for^="__nav"], [for="__toc"])')) {
  label.role = "button";
  label.ariaExpanded = document.getElementById(label.htmlFor).checked;
}
for (const type of ["keydown", "change"]) addEventListener(type, () => import("./menu.js"), { once: true });

// The theme's letters that search and turn pages are stopped: who steers by voice would press them without meaning to.
addEventListener("keydown", (event) => /^[fsnp,./]$/.test(event.key) && event.stopPropagation(), true);

// A wide table that scrolls sideways in the page must be reachable for who scrolls with the keyboard.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) target.scrollWidth > target.clientWidth ? (target.tabIndex = 0) : target.removeAttribute("tabindex");
});
for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) wide.observe(table);
