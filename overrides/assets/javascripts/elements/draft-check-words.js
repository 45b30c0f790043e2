// How Granska utkast words an answer: plain data in, Swedish out. The advice itself comes worded from the engine.

export const GROUPS = { must: "Måste åtgärdas", should: "Bör ses över", tip: "Bra att veta" };
export const KINDS = { goal: "Mål", category: "Kategori" };

/**
 * Return the findings with the number, id and name that the page gives them, the gravest first, else in reading order.
 * `shown` is the words as they may stand on the screen: what a masked rule found is personal.
 */
export function numbered(findings, { rules, masked }) {
  const levels = Object.keys(GROUPS);
  const ordered = [...findings].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.start - b.start);
  return ordered.map((finding, i) => ({
    ...finding,
    number: i + 1,
    id: `rad-${i + 1}`,
    name: rules[finding.rule].name,
    about: rules[finding.rule].href,
    shown: masked.includes(finding.rule) ? mask(finding.text) : finding.text,
  }));
}

/** All letters and digits but the first two as dots, one for one, so that places in the text hold. */
function mask(text) {
  return text.slice(0, 2) + text.slice(2).replace(/[\p{L}\p{N}]/gu, (sign) => "•".repeat(sign.length));
}

/** What the person says goes with the text, as the engine takes it: "" for nothing, "described" or "bare". */
export function media(image, video) {
  return [
    ...(image ? [{ kind: "image", alt: image === "described" ? "beskriven" : "" }] : []),
    ...(video ? [{ kind: "video", captions: video === "described" }] : []),
  ];
}

export function headline(findings, { goal }) {
  const levels = ["must", "should"].reduce((sum, level) => sum + findings.filter((finding) => finding.level === level).length, 0);
  const tips = findings.length - levels;
  if (levels) return `${levels} ${levels === 1 ? "sak" : "saker"} att se över`;
  if (tips) return `Inget att åtgärda, ${tips} tips`;
  return goal.label ? "Inget att anmärka på" : "Vi hittade inget att anmärka på, men texten är svår att bedöma";
}

// Why a text gets no goal and no category.
export const SILENT = {
  short: "Skriv minst fem ord, så föreslår verktyget ett svar. Du kan också välja själv.",
  language: "Förslagen fungerar bara för svenska. Välj själv.",
};

export function verdictText({ label, abstain, confidence, silent }, names) {
  if (!label) return silent === "language" ? "Texten verkar inte vara på svenska" : "För kort för att avgöra";
  if (abstain) return `Osäker: kanske ${names[label]}`;
  return `${names[label]}${confidence >= 0.9 ? "" : ", troligen"}`;
}

export function reasonsText({ reasons }) {
  return reasons.length ? `Det som talar för det: ${quoted(reasons)}` : "";
}

export function runnerUpText({ abstain, runner_up, runner_up_reasons }, names) {
  if (!runner_up || (!abstain && !runner_up_reasons.length)) return "";
  const because = runner_up_reasons.length ? ` För det talar ${quoted(runner_up_reasons)}.` : "";
  return `${abstain ? "Det kan också vara" : "Näst närmast är"} ${names[runner_up]}.${because}`;
}

function quoted(reasons) {
  return reasons.map(({ text }) => `”${shorten(text)}”`).join(", ");
}

export function shorten(text) {
  const line = text.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

export function spoken(iso) {
  return new Date(iso).toLocaleString("sv", { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" });
}

/** Return [[term, value]] of an answer's statistics. */
export function factRows({ characters, words, sentences, lix }, { name, limit }) {
  return [
    ["Tecken", `${characters.toLocaleString("sv")} av ${limit.toLocaleString("sv")}, som ${name} räknar`],
    ["Ord", words.toLocaleString("sv")],
    ["Meningar", sentences.toLocaleString("sv")],
    ["Läsbarhet", lix === null ? "Texten är för kort för ett läsbarhetsvärde" : `LIX ${lix.toLocaleString("sv")}`],
  ];
}

/** Return the draft, the advice and what was set aside as a note to send to a colleague or to keep. */
export function note({ text, channel, goal, category, questions, heading, findings, aside, engine }) {
  const advice = findings.map(({ number, level, shown, message }) => `${number}. ${GROUPS[level]}: ”${shorten(shown)}”. ${message}`);
  const kept = aside.map(({ name, shown, reason }) => `- ${name}: ”${shorten(shown)}”. Skäl: ${reason || "inget angivet"}`);
  return [
    hidden(text, [...findings, ...aside]),
    "",
    `Kanal: ${channel}`,
    `Mål: ${goal}`,
    `Kategori: ${category}`,
    heading,
    ...advice,
    ...(kept.length ? ["", "Stämmer här, satt åt sidan:", ...kept] : []),
    ...(questions.length ? ["", "Frågor att ta ställning till:", ...questions.map((question) => `- ${question}`)] : []),
    "",
    `Granskat med regler och modell ${engine}`,
  ].join("\n");
}

/** The text with what is personal masked, so that a note can be sent on. */
function hidden(text, findings) {
  return findings.reduce((safe, { start, end, text: words, shown }) => (shown === words ? safe : safe.slice(0, start) + shown + safe.slice(end)), text);
}
