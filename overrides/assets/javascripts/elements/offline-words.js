// What the page about saving the site says: [state, more] for each state. Sizes in bytes.
import { fullDay } from "../calendar.js";

const megabytes = (bytes) => `${Math.max(1, Math.round(bytes / 1e6))}\u00a0MB`;
const version = (record) => `version ${record.version.slice(0, 8)}`;

export const UNAVAILABLE = {
  frame: "Sidan visas inuti en annan sida. Öppna den i en egen flik, så kan du spara.",
  insecure: "Det går inte att spara här. Adressen behöver börja med https.",
  forbidden: "Webbläsaren låter oss inte spara. Så är det i en del privata fönster, i äldre webbläsare och där lagring är avstängd.",
  off: "Det går inte att spara här. Den som driver webbplatsen har stängt av det.",
  withdrawn: "Den som driver webbplatsen har stängt av sparandet. Det du hade sparat är borttaget.",
  unreachable: "Vi når inte servern. Ladda om sidan när du är uppkopplad.",
};

const FAILED = {
  network: "Anslutningen bröts.",
  changed: "En fil på servern saknas eller är inte den vi väntade oss. Kanske läggs en ny version ut just nu. Försök igen om en stund.",
  refused: "Webbläsaren tillåter inte att sidorna används utan nät.",
  full: "Det finns inte plats på enheten.",
  stopped: "Du avbröt.",
  elsewhere: "Det pågår redan i en annan flik.",
};

export const failed = (kind, had) =>
  kind === "elsewhere" ? FAILED[kind] : `${FAILED[kind]} ${had ? "Det du hade sparat finns kvar." : "Inget är sparat."}`;

export const toSave = (sent, bytes) => [
  "Inget är sparat på den här enheten.",
  `Vi hämtar ungefär ${megabytes(sent)}. På enheten tar det ${megabytes(bytes)}.`,
];

export const saved = (record, bytes, known) => [
  `Sparad ${fullDay(record.savedOn)}, ${version(record)}.`,
  `${known ? "Det är den senaste versionen." : "Vi når inte servern just nu, så vi vet inte om det finns en nyare version."} Det tar ${megabytes(bytes)} på enheten.`,
];

export const newer = (record, sent) => [
  "En nyare version finns.",
  `Du har den du sparade ${fullDay(record.savedOn)}, ${version(record)}. Uppdateringen hämtar ungefär ${megabytes(sent)}.`,
];

export const incomplete = (sent) => [
  "Delar av det du sparade har försvunnit.",
  `Webbläsaren kan rensa när det är ont om plats. Vi hämtar ungefär ${megabytes(sent)}.`,
];

export const progress = (received, total) => `Sparar: ${Math.round(received / 1e6)} av ${megabytes(total)}. Stanna på sidan så länge.`;
export const REMOVED = "Det du hade sparat är borttaget.";

/** The line on top of a page, when the server does not answer, and when there is a newer version than the saved one. */
export const silent = (record) => `Vi når inte servern. Du kan använda allt som du sparade ${fullDay(record.savedOn)}.`;
export const NEWER = "Det finns en nyare version av det du har sparat för användning utan nät.";
export const UPDATE = "Uppdatera";
