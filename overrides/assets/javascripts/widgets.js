// Loads the script of each widget that is on the page, and nothing on a page without one.
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

/** Take away the words that a tool has not started, which the page shows after some seconds, where it has. */
function started(name) {
  for (const notice of document.querySelectorAll(`${name}[data-ready] .notice--script`)) notice.hidden = true;
}

if (document.querySelector(".md-typeset table")) import("./elements/scroll-region.js");
try {
  // For who has saved the site: how old the copy is. In a sandboxed frame asking is forbidden.
  if (navigator.serviceWorker?.controller && !document.querySelector("offline-save")) import("./elements/offline-notice.js");
} catch {}
