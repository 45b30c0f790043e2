// What a tool says when the engine is slow, does not arrive, does not start, falls silent or fails: in words, with what to do.
import { button, COPY_FAILED, copyText, make } from "./dom.js";
import { typedText } from "./typed.js";
import { isOutdated } from "./update.js";

const WORDS = {
  slow: ["Det tar längre tid än vanligt", "Verktyget laddas fortfarande. Du kan vänta, svaret kommer här när det är klart. Du kan också försöka igen."],
  stalled: ["Hämtningen står still", "Inget har kommit på en halv minut. Du kan vänta, den fortsätter om nätet kommer tillbaka. Du kan också försöka igen."],
  offline: ["Du verkar vara utan nät", "Verktyget är inte hämtat än. Försök igen när du är uppkopplad."],
  fetch: ["Hämtningen avbröts", "Anslutningen bröts, eller så stoppar nätverket den. Försök igen."],
  boot: ["Verktyget kunde inte starta", "Webbläsaren eller nätverket stoppar det, eller så är webbläsaren för gammal."],
  updated: ["Webbplatsen har uppdaterats", "Sidan behöver laddas om för att använda den nya versionen. Kopiera först det du har skrivit, för det försvinner då."],
  silent: ["Verktyget svarar inte", "Det tog för lång tid. Prova igen, gärna med en kortare text."],
  killed: ["Verktyget stannade", "Webbläsaren stängde av det, kanske för att minnet tog slut. Stäng flikar som du inte behöver och prova igen."],
  crash: ["Något gick fel i verktyget", "Felet är vårt, inte ditt. Prova igen, eller berätta för oss vad som hände."],
};
const NETWORK = ["stalled", "fetch", "boot"]; // what being offline explains
const MISSING = ["fetch", "boot"]; // what a new version of the site explains
const RETRY = { updated: "Ladda om sidan", again: "Försök igen" };
const COPIED = "Det du har skrivit är kopierat.";
const PASSING = ["slow", "stalled"]; // what may yet go well by itself, so that the focus is left alone

/** Return what a failure of this kind really is: what does not arrive may be of a version of the site that is gone. */
export async function explain(kind) {
  return MISSING.includes(kind) && (await isOutdated()) ? "updated" : kind;
}

/** Show the trouble of this kind in a tool's parts, and return its heading. */
export function showTrouble({ trouble, "trouble-heading": heading, "trouble-text": text, form, retry }, kind) {
  const offline = NETWORK.includes(kind) && !navigator.onLine;
  [heading.textContent, text.textContent] = WORDS[offline ? "offline" : kind];
  retry.textContent = RETRY[kind] ?? RETRY.again;
  trouble.querySelector("[data-copy]")?.remove();
  if (kind === "updated" && typedText(form)) retry.before(copying(form));
  trouble.hidden = false;
  if (!PASSING.includes(kind)) heading.focus();
  return heading.textContent;
}

/** Return a button that copies what is filled in, and says so itself. */
function copying(form) {
  const line = make("p");
  line.dataset.copy = "";
  const told = make("span", "", { role: "status" });
  const copy = async () => (told.textContent = (await copyText(typedText(form))) ? COPIED : COPY_FAILED);
  line.append(button("Kopiera det du har skrivit", copy), " ", told);
  return line;
}
