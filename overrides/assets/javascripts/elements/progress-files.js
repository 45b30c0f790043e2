// The buttons that save the progress of the introduction as a file, read one in, and start over.
import { dayAndMonth } from "../calendar.js";
import { saveText } from "../dom.js";
import { asFile, broken, fromFile, isStored, merge, onProgress, progress, reset } from "./progress.js";

const NAME = "introduktion.json";
const LARGEST = 200_000; // bytes; a full file has some five thousand
const TOO_LARGE = "Filen är för stor för att vara dina framsteg. Välj filen introduktion.json som du sparade.";
const BROKEN = "Det som var sparat gick inte att läsa, så framstegen börjar om.";
const UNREADABLE = "Filen gick inte att läsa. Försök igen, eller välj en annan fil.";

/** Let the buttons among an element's parts work; `version` is the strategy's. */
export function keepFiles(parts, version) {
  const { save, load, file, "file-error": error, "file-status": status, reset: again, undo, "undo-button": back, blocked } = parts;
  let before = null;

  const say = (told, wrong = "") => {
    status.textContent = told;
    Object.assign(error, { hidden: !wrong, textContent: wrong });
  };
  if (broken) say(BROKEN);
  onProgress(() => (blocked.hidden = isStored()));
  save.addEventListener("click", () => {
    saveText(NAME, asFile(version), "application/json");
    say(`Dina framsteg finns i filen ${NAME}. Den innehåller inget som du har skrivit.`);
  });
  load.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [picked] = file.files;
    if (!picked) return;
    const read = await contents(picked);
    file.value = ""; // the same file can be picked again
    if (read.error) return say("", read.error);
    merge(read.progress);
    say(mergedText(read, version));
  });
  again.addEventListener("click", () => {
    if (!progress().started) return say("Det finns inget att nollställa än.");
    before = reset();
    say("");
    undo.hidden = false;
    back.focus();
  });
  back.addEventListener("click", () => {
    merge(before);
    undo.hidden = true;
    say("Dina framsteg är tillbaka.");
    again.focus();
  });
}

async function contents(picked) {
  if (picked.size > LARGEST) return { error: TOO_LARGE };
  try {
    return fromFile(await picked.text());
  } catch {
    return { error: UNREADABLE };
  }
}

function mergedText({ progress: read, strategy }, version) {
  const counts = [
    counted(read.lessons, "läst lektion", "lästa lektioner"),
    counted(read.questions, "besvarad fråga", "besvarade frågor"),
    counted(read.exercises, "klarad övning", "klarade övningar"),
  ];
  const started = read.started ? ` Introduktionen började ${dayAndMonth(read.started)}.` : "";
  const other = strategy && strategy !== version ? ` Filen gjordes när strategin hade version ${strategy}. Nu gäller version ${version}.` : "";
  return `Filen är inläst: ${counts[0]}, ${counts[1]} och ${counts[2]}.${started}${other} Det du redan hade gjort här finns kvar.`;
}

function counted(table, one, many) {
  const count = Object.keys(table).length;
  return `${count} ${count === 1 ? one : many}`;
}
