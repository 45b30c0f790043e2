// A table that is wider than its place: a stop for the keyboard, with a name, and a sign that there is more beside. One that
// fits is none of that. This is about tables written in Markdown, which the theme puts in a place that scrolls.
const PLACES = ".md-typeset__scrollwrap";
const HEADINGS = "h1, h2, h3, h4";

/** What the table is about: its caption, or the heading that it stands under. */
function nameOf(place) {
  const caption = place.querySelector("caption");
  if (caption) return caption.textContent.trim();
  const before = [...document.querySelectorAll(`.md-content :is(${HEADINGS})`)].filter(
    (heading) => heading.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const heading = before.at(-1)?.cloneNode(true);
  heading?.querySelector(".headerlink")?.remove();
  return `Tabell: ${heading?.textContent.trim() ?? document.title}`;
}

function look(place) {
  const hidden = place.scrollWidth - place.clientWidth;
  const name = hidden > 1 ? nameOf(place) : null;
  for (const [attribute, value] of [["tabindex", name && "0"], ["role", name && "region"], ["aria-label", name]]) {
    if (value) place.setAttribute(attribute, value);
    else place.removeAttribute(attribute);
  }
  place.toggleAttribute("data-more", hidden - place.scrollLeft > 1);
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => look(target)));

function watch() {
  for (const place of document.querySelectorAll(PLACES)) {
    sizes.observe(place);
    place.addEventListener("scroll", () => look(place), { passive: true });
  }
}

if (document.readyState === "complete") watch();
else addEventListener("load", watch, { once: true });
