// What two of the steps need: the mail for registration, and the message to the one who wrote.
import { spokenTime } from "../calendar.js";
import { COPY_FAILED, copyText, stamp } from "../dom.js";
import { mailto } from "../mail.js";
import { authorMessage, MAIL_LIMIT, registerMail } from "./comment-helper-words.js";

const FIELDS = ["account", "post", "written", "author", "by"];

/** Put the mail for registration into a step; return the function that fills it in anew. */
export function registerPanel({ element, body, duties, words }) {
  const { copy, slots } = stamp(element, "need-register");
  const typed = new Set(); // what the person has written is not overwritten
  let mail;

  function fill(context) {
    const known = { account: context.channel?.name, post: context.post, written: context.received && spokenTime(context.received) };
    for (const [name, value] of Object.entries(known)) if (value && !typed.has(name)) slots[name].value = value;
    const fields = Object.fromEntries(FIELDS.map((name) => [name, slots[name].value.trim()]));
    const { reasons } = duties.found;
    mail = registerMail(fields, { reasons, comment: context.comment, removed: duties.acted, blocks: duties.blocks }, words);
    slots.preview.textContent = `Ämne: ${mail.subject}\n\n${mail.body}`;
    slots.private.hidden = !reasons.some(({ id }) => words.reasons[id].private);
    const address = mailto(words.contacts.registrator, mail.subject, mail.body);
    slots.long.hidden = address.length <= MAIL_LIMIT;
    slots.mail.hidden = address.length > MAIL_LIMIT;
    if (address.length <= MAIL_LIMIT) slots.mail.href = address;
    else slots.mail.removeAttribute("href");
  }

  for (const name of FIELDS) slots[name].addEventListener("input", () => (typed.add(name), fill(duties.context)));
  slots.copy.addEventListener("click", async () => {
    const done = await copyText(`Till: ${words.contacts.registrator}\nÄmne: ${mail.subject}\n\n${mail.body}`);
    slots.status.textContent = done ? "Mejlet är kopierat." : COPY_FAILED;
  });
  body.append(copy);
  return fill;
}

/** Put the message to the author into a step; where a question is answered too, that reply is the message. */
export function messagePanel({ element, body, duties, words }) {
  const { found, blocks } = duties;
  if (found.alsoReply) return void body.append(stamp(element, "need-notify-and-reply").copy);
  const { copy, slots } = stamp(element, "need-notify-author");
  slots.copy.addEventListener("click", async () => {
    slots.status.textContent = (await copyText(slots.text.value)) ? "Meddelandet är kopierat." : COPY_FAILED;
  });
  slots.text.value = authorMessage({ ...found, blocks }, words);
  body.append(copy);
}
