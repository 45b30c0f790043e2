// What a tool says when the engine is slow, does not arrive, does not start, falls silent or fails: in words, with what to do.

const WORDS = {
  slow: ["Det tar längre tid än vanligt", "Verktyget laddas fortfarande. Du kan vänta, svaret kommer här när det är klart. Du kan också försöka igen."],
  stalled: ["Hämtningen står still", "Inget har kommit på en halv minut. Du kan vänta, den fortsätter om nätet kommer tillbaka. Du kan också försöka igen."],
  offline: ["Du verkar vara utan nät", "Verktyget är inte hämtat än. Försök igen när du är uppkopplad."],
  fetch: ["Hämtningen avbröts", "Anslutningen bröts, eller så stoppar nätverket den. Försök igen."],
  boot: ["Verktyget kunde inte starta", "Webbläsaren eller nätverket stoppar det, eller så är webbläsaren för gammal."],
  silent: ["Verktyget svarar inte", "Det tog för lång tid. Prova igen, gärna med en kortare text."],
  crash: ["Något gick fel i verktyget", "Felet är vårt, inte ditt. Prova igen, eller berätta för oss vad som hände."],
};
const NETWORK = ["stalled", "fetch", "boot"]; // what being offline explains
const PASSING = ["slow", "stalled"]; // what may yet go well by itself, so that the focus is left alone

/** Show the trouble of this kind in a tool's parts, and return its heading. */
export function showTrouble({ trouble, "trouble-heading": heading, "trouble-text": text }, kind) {
  const offline = NETWORK.includes(kind) && !navigator.onLine;
  [heading.textContent, text.textContent] = WORDS[offline ? "offline" : kind];
  trouble.hidden = false;
  if (!PASSING.includes(kind)) heading.focus();
  return heading.textContent;
}
