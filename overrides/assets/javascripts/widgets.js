// Loads the script of each widget that is on the page, and what the theme's menus lack.
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
  "page-requests",
  "print-page",
  "offline-save",
];

for (const name of ELEMENTS) {
  if (document.querySelector(name)) import(`./elements/${name}.js`).then(() => started(name));
}

/** Take away the words that a tool has not started, which the page shows after some seconds, and do what was asked of it early. */
function started(name) {
  for (const tool of document.querySelectorAll(`${name}[data-ready]`)) {
    for (const notice of tool.querySelectorAll(".notice--script")) notice.hidden = true;
    if (tool.contains(window.sentEarly)) window.sentEarly.requestSubmit();
  }
}

if (document.querySelector(".md-typeset table")) import("./elements/scroll-region.js");
try {
  // For who has saved the site: how old the copy is. In a sandboxed frame asking is forbidden.
  if (navigator.serviceWorker?.controller && !document.querySelector("offline-save")) import("./elements/offline-notice.js");
} catch {}

// The theme's menus open with labels: each gets a button over it, and menu.js has what a keyboard needs.
for (const label of document.querySelectorAll('label:is(.md-icon:is([for="__drawer"], [for="__search"]), [for^="__nav"], [for="__toc"])')) {
  const button = document.createElement("span");
  Object.assign(button, { className: "menu-button", role: "button", ariaLabel: label.textContent.trim(), ariaExpanded: label.control.checked });
  if (!label.matches(".md-search__icon")) button.tabIndex = 0;
  button.onclick = (event) => event.preventDefault() ?? label.control.click();
  label.append(button);
}
import("./menu.js");

// No letter is a shortcut: who steers by voice would press the theme's without meaning to.
addEventListener("keydown", (event) => /^[fsnp,./]$/.test(event.key) && event.stopPropagation(), true);
