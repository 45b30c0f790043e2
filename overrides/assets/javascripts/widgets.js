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
];

for (const name of ELEMENTS) {
  if (document.querySelector(name)) import(`./elements/${name}.js`).then(() => started(name));
}

/** Take away the words that a tool has not started, which the page shows after some seconds, where it has. */
function started(name) {
  for (const notice of document.querySelectorAll(`${name}[data-ready] .notice--script`)) notice.hidden = true;
}
