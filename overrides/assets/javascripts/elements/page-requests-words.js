// How requests are sorted and told.

/** What a group is called, in the order in which they are shown. */
export const GROUPS = {
  outside: "Till andra servrar",
  page: "Sidan",
  script: "Skript",
  style: "Utseende",
  font: "Typsnitt",
  picture: "Bilder",
  search: "Sökning",
  python: "Python",
  other: "Annat",
};

const KINDS = [
  ["python", /\/assets\/pyodide-|\/python\//],
  ["search", /\/search\/|\/lunr\//],
  ["script", /\.m?js$/],
  ["style", /\.css$/],
  ["font", /\.woff2?$/],
  ["picture", /\.(?:svg|png|ico|jpe?g|webp)$/],
  ["page", /(?:\/|\.html)$/],
];
const NUMBER = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat("sv-SE", { timeStyle: "medium" });

/** Return the requests by group. */
export function grouped(all, origin) {
  const found = new Map();
  for (const one of all) {
    const key = group(new URL(one.address), origin);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

function group({ origin: asked, pathname }, origin) {
  if (asked !== origin) return "outside";
  return KINDS.find(([, pattern]) => pattern.test(pathname))?.[0] ?? "other";
}

/** Return {address, about} of one request: where to, how large, when. */
export function line({ address, at, bytes, size }, origin, opened) {
  const { origin: asked, pathname, search } = new URL(address);
  const when = at < opened ? "innan du öppnade sidan" : `klockan ${CLOCK.format(at)}`;
  const how = bytes ? weight(bytes) : size ? "fanns redan på din dator" : "storleken syns inte";
  return { address: (asked === origin ? "" : asked) + pathname + search, about: `${how}, ${when}` };
}

/** Return how much has been fetched, and from whom. */
export function summary(all, origin) {
  const outside = all.filter(({ address }) => new URL(address).origin !== origin).length;
  const fetched = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const whom = outside
    ? `${plural(outside)} har gått till andra servrar än webbplatsens. Det ska vara noll: säg till den som sköter webbplatsen.`
    : "Noll har gått till någon annan än webbplatsens egen server.";
  return `Hittills: ${plural(all.length)}, ${weight(fetched)} över nätet. ${whom}`;
}

export const plural = (number) => (number === 1 ? "1 begäran" : `${number} begäranden`);

export const nothingNew = (letters) => `Du har skrivit ${letters} tecken. Inga nya begäranden.`;

/** Return what happened while Python looked at the text: `told` is how many findings there were, or why there are none. */
export function howItWent(number, told = null) {
  const requested = number ? `${plural(number)} till. Öppna listan och se vad som hämtades.` : "Inga nya begäranden.";
  if (told === null) return requested;
  const advice = typeof told === "string" ? told : `Python har granskat texten: ${told} råd.`;
  return number ? `${advice} ${requested} Granska en gång till: då hämtas inget.` : `${advice} ${requested}`;
}

function weight(bytes) {
  return bytes < 1_000_000 ? `${NUMBER.format(bytes / 1_000)} kB` : `${NUMBER.format(bytes / 1_000_000)} MB`;
}
