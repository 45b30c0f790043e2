// The read-only copy of a text with its findings marked: real text, numbered links to the advice, and it prints.
import { make } from "./dom.js";

/**
 * Fill `target` with `text`, every finding marked. Findings are {start, end, text, shown, level, number, id, name, sign?}, in any order;
 * one that spans others (a long sentence) is marked around them, and its number stands where it begins, or its `sign`.
 */
export function annotate(target, text, numbered) {
  const findings = [...numbered].sort((a, b) => a.start - b.start || b.end - a.end);
  target.replaceChildren();
  const cuts = new Set([0, text.length]);
  for (const { start, end } of findings) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    const [from, to] = [places[i], places[i + 1]];
    open = open.filter((finding) => finding.end > from);
    while (next < findings.length && findings[next].start === from) {
      const finding = findings[next++];
      open.push(finding);
      target.append(numberLink(finding));
    }
    const piece = text.slice(from, to);
    if (!open.length) target.append(piece);
    else {
      const hide = open.find((finding) => finding.shown !== finding.text);
      const mark = make("mark", hide ? hide.shown.slice(from - hide.start, to - hide.start) : piece, { className: `mark mark--${strongest(open)}` });
      target.append(mark);
    }
  }
}

function numberLink({ number, id, name, sign = String(number) }) {
  const link = make("a", sign, { className: "mark__number", href: `#${id}` });
  link.setAttribute("aria-label", `Råd ${number}: ${name}`);
  return link;
}

function strongest(findings) {
  return ["must", "should", "tip"].find((level) => findings.some((finding) => finding.level === level));
}
