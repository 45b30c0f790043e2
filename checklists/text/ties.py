"""Whether the words between somebody and a private matter make it hers."""

import re
from typing import NamedTuple

from checklists.text import tie_words as t


class Matter(NamedTuple):
    """A private matter and how it ties: `is`, `at`, `does` or `has`, as its row's id begins."""

    start: int
    end: int
    kind: str


class Who(NamedTuple):
    """Somebody in a sentence: a name, or what points back to one. One who is `careful` may work with the matter."""

    start: int
    end: int
    said: str
    careful: bool


def ties(words: str, who: Who, matter: Matter, own: re.Pattern[str]) -> bool:
    """Say whether the words between somebody and a matter after her make it hers."""
    gap = words[who.end : matter.start]
    lead = words[max(0, who.start - 40) : who.start]
    if who.said == "du" and (t.ASKS.search(lead) or t.MAY.search(gap) or words[-1] == "?"):
        return False
    if matter.kind != "is" and words[who.end - 1] == "s" and not who.said and t.OF_GENITIVE.match(gap):
        return True
    if matter.kind == "has" and t.CASE.match(gap) and t.CASE_AGAINST.search(lead):
        return True
    relative = t.WHO.match(gap)
    gap = " " + gap[relative.end() :] if relative else gap
    # "Nu bor Per Ek på": the verb stands before the name.
    verb = lead.split()[-1:] if lead[-1:] == " " and not relative else []
    if verb and t.ROLE.match(verb[0]):
        verb = lead.split()[-2:-1]
    pattern = {"is": t.IS, "does": t.HAPPENS, "at": t.AT}.get(matter.kind, t.TIED_AT_ONCE if who.careful else t.TIED)
    tie = pattern.search(gap)
    before = gap[: tie.start()] if tie else ""
    if not tie and verb:
        tie = pattern.match(f"{verb[0]}{gap}")
    if tie and not _fits(words[matter.start : matter.end], matter.kind, tie[0], who.careful):
        tie = None
    if not tie and (tie := own.search(gap)):
        before = gap[: tie.start()]
    if tie:
        return not others(before, tie[0])
    if matter.kind != "has" or t.WORKING.search(gap):
        return False
    tie = t.TIED_BY_TIME.search(gap) or (None if who.careful else t.TIED_LOOSELY.search(gap))
    return bool(tie and not others(gap[: tie.start()], tie[0]))


def _fits(form: str, kind: str, tie: str, careful: bool) -> bool:
    """Say whether a tie goes with the matter: nobody "är hemlösa", and who fights homelessness may have a home."""
    if kind == "is":
        return form[-1] != "a" or tie.count(" ") <= 2
    if kind == "at":
        if careful and not t.STAYS.match(tie):
            return False
        return not (t.SITS.match(tie) and not t.LOCKED.match(form)) and not (t.TOUCH.match(tie) and not t.CARE.match(form))
    return not (t.FIGHTS.search(tie) and t.CAUSES.search(form))


def others(words: str, tie: str = "") -> bool:
    """Say whether the words turn to others than the person, and not back, with the tie that comes after them."""
    last = None
    for last in t.OTHERS.finditer(words):  # noqa: B007
        pass
    if not last or t.BACK.search(words + tie, last.end()):
        return False
    return not (t.AFTERWARDS.search(words + tie, last.end()) and not t.WORKING.search(words))


def leads(before: str, gap: str, matter: Matter, who: Who, words: str) -> bool:
    """Say whether a matter leads to the person who comes after it: "Efter vräkningen i mars sover Ingemar Lodenhielm"."""
    first = re.match(r"(?:[\w-]+ ){0,2}$", before)
    if matter.kind in ("is", "does"):
        if (
            re.match(r" (?:[a-zåäö-]+ )?$", gap)
            and (not who.said or (gap == " " and matter.kind == "does"))
            and not t.SUBJECT_BEFORE.search(before)
        ):
            return True
        if first and words[matter.end - 1] != "a" and re.match(r" (?:[\w-]+ ){0,5}(?:är|blev|var|har) $", gap):
            return True
    if matter.kind == "does":
        return False
    if not who.said and t.OF_WHOM.match(gap) and t.CASE_OF.search(before):
        return True
    front = t.FRONT.search(before)
    if (
        (who.careful and not t.SICK_AT_HOME.search(before))
        or t.SAYS.search(gap)
        or (t.SUBJECT_BEFORE.search(before) and not (front and front["noun"]))
    ):
        return False
    if not who.said and t.OF_WHOM.match(gap) and not t.WORKING.search(gap):
        return True
    if matter.kind == "has" and first and (t.MADE.match(gap) or t.BACK_AGAIN.match(gap)):
        return True
    if having := t.HAVING.search(before):
        clause = before[having.end() :]
        return bool({"is": t.IS, "at": t.AT}.get(matter.kind, t.TIED).search(clause)) and not others(clause)
    if not front or others(gap) or re.match(r"-| som\b", gap) or t.WORKING.search(before):
        return False
    return matter.kind != "at" or bool(t.AT.search(before))
