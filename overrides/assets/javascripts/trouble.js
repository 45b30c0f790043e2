// What a tool says when the engine is slow, does not start, falls silent or fails: in words, with what to do instead.

const WORDS = {
  slow: ["Det tar längre tid än vanligt", "Verktyget laddas fortfarande. Du kan vänta, svaret kommer här när det är klart."],
  boot: ["Verktyget kunde inte starta", "Webbläsaren eller nätverket stoppar det, eller så är webbläsaren för gammal."],
  silent: ["Verktyget svarar inte", "Det tog för lång tid. Prova igen, gärna med en kortare text."],
  crash: ["Något gick fel i verktyget", "Felet är vårt, inte ditt. Prova igen, eller berätta för oss vad som hände."],
};

/** Show the trouble of this kind in a tool's parts; only "slow" goes on by itself, so only it leaves the focus alone. */
export function showTrouble({ trouble, "trouble-heading": heading, "trouble-text": text, retry }, kind) {
  [heading.textContent, text.textContent] = WORDS[kind];
  retry.hidden = kind === "slow";
  trouble.hidden = false;
  if (kind !== "slow") heading.focus();
}
