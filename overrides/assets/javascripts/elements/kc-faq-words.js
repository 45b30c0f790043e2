// How the text to kontaktcenter is worded: values of the form in, Swedish out. Labels and their order stand in the page.

import { fullTime } from "../calendar.js";
import { mailto } from "../mail.js";

const SUBJECT_LIMIT = 80;

// Lines that are more than what stands in one field, from the form's elements; "" while something is missing.
export const READERS = {
  channels: ({ channels, account }) => list([...[...channels].filter((box) => box.checked).map((box) => box.value), account.value.trim()].filter(Boolean)),
  published: ({ published }) => published.value && fullTime(published.value),
  from: ({ from, until }) => (from.value && from.value < until.value ? `${clock(from.value)}–${clock(until.value)}` : ""),
};

/** Return the address that opens a mail, to nobody where `to` is empty. */
export function mailAddress({ to, title, post, body }) {
  return mailto(to, `${title}: ${[...post].slice(0, SUBJECT_LIMIT).join("")}`, body);
}

function list(items) {
  return new Intl.ListFormat("sv").format(items);
}

/** Return "09:05" as "9.05". */
function clock(time) {
  const [hours, minutes] = time.split(":");
  return `${Number(hours)}.${minutes}`;
}
