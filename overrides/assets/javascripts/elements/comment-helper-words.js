// How Hantera en kommentar is worded: plain data in, Swedish out. What is advised comes from the engine or the page's data.
import { clock, moment, spokenTime, swedish } from "../calendar.js";

export const MAIL_LIMIT = 1800; // some mail programs take no longer addresses
const QUOTED = 200; // signs of the comment that go along in a mail
const SEEN = "se skärmdumpen";
const ORDINALS = ["Först", "Sedan", "Därefter"];
const COUNTS = ["Inget", "En sak", "Två saker", "Tre saker"];

/** Whether something in the comment is to be answered. */
export const answered = ({ action, alsoReply }) => alsoReply || action === "reply";

export function headline({ action, abstain, alsoReply }, { actions }) {
  if (abstain) return "Osäkert: fråga innan du gör något";
  return alsoReply ? actions[action].headingReply : actions[action].heading;
}

/** Return what to do in a sentence, or, where the tool is unsure, what it leans to. */
export function howText({ action, abstain, runnerUp }, { actions, reasons }) {
  if (!abstain) return actions[action].how;
  if (!action) return "Frågorna leder inte till ett säkert råd. Fråga någon som kan mer.";
  const { action: otherwise, reason } = runnerUp ?? {};
  const other = runnerUp ? ` Men det kan också vara: ${actions[otherwise].name.toLowerCase()} (${reasons[reason].name.toLowerCase()}).` : "";
  return `Det lutar åt: ${actions[action].name.toLowerCase()}.${other}`;
}

/** Return when a reply is due; `state` says how far the reckoning has come. */
export function dueText(due, state) {
  if (state === "waiting") return "Räknar ut när svaret ska vara klart …";
  if (due) return `Svara senast ${spokenTime(due)}`;
  return `Svara inom 24 timmar i arbetstid${state === "failed" ? ". Klockslaget gick inte att räkna ut nu." : ""}`;
}

export const partsHeading = (count) => `${COUNTS[count] ?? `${count} saker`} i samma kommentar`;

export function partText({ action, text, reasons, due }, number, { actions, reasons: known }) {
  const because = text ? ` För orden ”${short(text)}”.` : ` Skäl: ${reasons.map((id) => known[id].name.toLowerCase()).join(", ")}.`;
  return { order: ORDINALS[number] ?? "Därefter", what: actions[action].heading, why: `${because}${due ? ` ${dueText(due)}.` : ""}` };
}

export function short(text, limit = 120) {
  const line = [...text.replace(/\s+/g, " ").trim()];
  return line.length > limit ? `${line.slice(0, limit - 1).join("")}…` : line.join("");
}

/** Return the reasons' ids, each once however often it shows in the comment, the deciding one first. */
export const kinds = (reasons) => [...new Set(reasons.map(({ id }) => id))];

/** Return the question to send to those who know: {subject, text}. */
export function askText({ action, reasons, answers, runnerUp }, { comment, post, channel }, words) {
  const hidden = reasons.some(({ id }) => words.reasons[id].private);
  const lines = [
    "Hej! Jag är osäker på hur jag ska hantera en kommentar.",
    "",
    channel && `Kanal: ${channel.name}`,
    post ? `Inlägget: ${short(post, QUOTED)}` : null,
    comment ? `Kommentaren: ${hidden ? SEEN : `”${short(comment, QUOTED)}”`}` : null,
    ...(answers ?? []).map(({ question, answer }) => `${question} ${answer}`),
    action && howText({ action, abstain: true, runnerUp }, words),
    reasons.length > 0 && `Skäl: ${kinds(reasons).map((id) => words.reasons[id].name).join(", ")}`,
    "",
    "Hur skulle ni göra?",
  ];
  return { subject: "Fråga om en kommentar", text: lines.filter((line) => line || line === "").join("\n") };
}

/** Return the mail for registration as {subject, body}; what is not filled in stands in square brackets. */
export function registerMail(fields, { reasons, comment, removed, blocks }, words) {
  const broken = kinds(reasons).filter((id) => words.reasons[id].rule);
  const hidden = broken.some((id) => words.reasons[id].private);
  const rules = broken.map((id) => `${words.reasons[id].rule} (Strategin: ${words.clauses[words.reasons[id].clause].title})`);
  const quote = hidden || !comment ? SEEN : `”${short(comment, QUOTED)}”`;
  const lines = [
    `- Kanal och konto: ${fields.account || "[kanal, konto]"}`,
    `- Inlägget: ${fields.post || "[första raden, datum och länk]"}`,
    `- Kommentaren skrevs: ${fields.written || "[datum och klockslag]"}`,
    `- Skriven av: ${fields.author || "[namnet som syns på kontot]"}`,
    `- Kommentaren: ${quote}`,
    `- Vi tog bort den: ${moment(removed)}`,
    `- Borttagen av: ${fields.by || "[namn och titel]"}`,
    `- Skäl: ${rules.join(" ")}`,
    "- Personen är meddelad: nej, det gör vi efter det här mejlet",
    `- Personen är blockerad: ${blocks ? "nej, det avgör vi efter det här mejlet" : "nej"}`,
    `- Bilden innehåller känsliga uppgifter: ${hidden ? "ja" : "[ja eller nej]"}`,
  ];
  return {
    subject: `Borttagen kommentar för diarieföring, ${fields.account || "[konto]"}, ${swedish(removed).slice(0, 10)}`,
    body: ["Hej!", "Vi har tagit bort en kommentar i sociala medier. Skärmdumpen är bifogad.", lines.join("\n"), `Vänliga hälsningar\n${fields.by || "[namn, titel och förvaltning]"}`].join("\n\n"),
  };
}

/** Return what the author is told; whoever is blocked cannot write again. */
export function authorMessage({ action, reasons, blocks }, words) {
  const why = kinds(reasons).map((id) => words.reasons[id].told).filter(Boolean);
  const again = blocks ? "Kritik är välkommen, men inte så här." : "Du får gärna skriva igen, och kritik är välkommen.";
  return `Hej! Vi har ${words.actions[action].told} din kommentar. ${why.join(" ")} ${again}\nVänliga hälsningar, [namn], [titel]`;
}

/** Return what was done and when as a text to keep; nothing of the comment is in it. */
export function receipt({ action, reasons, engine }, { channel }, done, words) {
  return [
    `Kvitto: ${words.actions[action].heading}`,
    moment(done.at(-1).at),
    "",
    ...(channel ? [`Kanal: ${channel.name}`] : []),
    ...kinds(reasons).map((id) => `Skäl: ${words.reasons[id].name} (Strategin: ${words.clauses[words.reasons[id].clause].title})`),
    "",
    ...done.map(({ step, at }) => `${clock(at)} ${step.done}`),
    "",
    `Råd från regler och modell ${engine}`,
  ].join("\n");
}
