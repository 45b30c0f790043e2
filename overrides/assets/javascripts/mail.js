// Addresses that open a mail program with a text in place.

/** Return the address of a mail, to nobody where `to` is empty. */
export function mailto(to, subject, body) {
  return `mailto:${encode(to).replace("%40", "@")}?subject=${encode(subject)}&body=${encode(body.replace(/\r?\n/g, "\r\n"))}`;
}

/** Percent-encode; half an emoji, which no address can hold, becomes the sign for a broken character. */
function encode(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
