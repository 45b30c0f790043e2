// A table that scrolls sideways in the page is a stop, so that who has no mouse can scroll it.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
const watch = () => document.querySelectorAll(".md-typeset__scrollwrap").forEach((table) => wide.observe(table));

watch();
addEventListener("load", watch); // the theme wraps them when the page has been read
