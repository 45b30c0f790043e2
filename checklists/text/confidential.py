"""Health and social details of a person who can be told by name: "Berit Alvarsson ... trots sin demens".

A name is a first and a last name, or a relation with a name (din son Viggo). A private matter counts where the words tie it
to that person: somebody has it, it is hers, she lives on it. A matter that is a subject, a profession or history does not.

What ties is read in a stretch of at most REACH (tie_words.py) characters beside the matter, so the time stays linear in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checklists.text import names as n
from checklists.text import tie_words as t
from checklists.text import ties
from checklists.text import words as w
from checklists.text.phrases import Match
from checklists.text.ties import Matter, Who

# What a form may begin with that says how it ties: "är familjehemsplacerad", "i särskolan".
_LEAD = re.compile(r"(?:är|var|blev|i|på) ")


class _Scene(NamedTuple):
    """A sentence, the people it names, all who are meant in it, and what says there whose a matter is."""

    words: str
    people: list[Who]
    subjects: list[Who]
    own: re.Pattern[str]
    hailed: bool


class _Known:
    """Whom a text has named so far, and in which sentence it last named or hailed somebody."""

    def __init__(self) -> None:
        self.named = self.hailed = -9
        self.first: set[str] = set()
        self.careful = False

    def learn(self, number: int, words: str, people: list[Who]) -> None:
        """Note the people of sentence `number`."""
        for who in people:
            self.named, self.careful = number, who.careful
            names = n.CAPITALIZED.findall(words[who.start : who.end])
            self.first.update(names[:-1] or names)
            before = words[max(0, who.start - 40) : who.start]
            # "Stort tack för i år, Gun-Britt Sjö."
            if t.HAIL.search(before) or (before.endswith(", ") and who.end >= len(words) - 1):
                self.hailed = number


def private_matters(text: str, lower: str, sentences: list[w.Span], matches: Sequence[Match]) -> Iterator[w.Span]:
    """Yield what tells a private matter of a named person: from the name, where that stands in the same sentence."""
    matters = _matters(text, lower, matches)
    known = _Known()
    for number, sentence in enumerate(sentences if matters else ()):
        words = text[slice(*sentence)]
        first = bisect_left(matters, (sentence.start,))
        here = [
            Matter(matter.start - sentence.start, matter.end - sentence.start, matter.kind)
            for matter in matters[first : bisect_left(matters, (sentence.end,))]
        ]
        people = _named(words, here)
        known.learn(number, words, people)
        if here and number - known.named <= 2:
            near = sentences[max(0, number - 2)].start, sentences[min(len(sentences) - 1, number + 2)].end
            story = sentences[max(0, number - 1)].start
            if t.PAST.search(text, *near) or t.STORY.search(text, story, sentence.end):
                continue
            if found := _told(_scene(words, people, known, number), here):
                yield w.Span(sentence.start + found.start, sentence.start + found.end)


def _matters(text: str, lower: str, matches: Sequence[Match]) -> list[Matter]:
    """Return the private matters of the table in order, but not where they are part of a longer word or stand in an address."""
    found: list[Matter] = []
    for span, row, _ in matches:
        after = text[span.end : span.end + 2]
        if text[max(0, span.start - 1) : span.start] not in tuple("-/#@._") and not (
            after[:1] in tuple("-/_") and after[1:].isalnum()
        ):
            kind = row.id.partition("-")[0]
            lead = _LEAD.match(lower, span.start) if kind in ("is", "at") else None
            found.append(Matter(lead.end() if lead else span.start, span.end, kind if kind in ("is", "at", "does") else "has"))
    return sorted(found)


def _named(words: str, matters: list[Matter]) -> list[Who]:
    """Return the people whom a sentence names, each with all of her names."""
    taken = {place for matter in matters for place in range(matter.start, matter.end)}
    found: list[Who] = []
    for match in n.people(words):
        start, end = match.span()
        more = n.MORE_NAME.match(words, end)
        # "Läkaren Per Ek": the first capital is the sentence's.
        role = match["first"] and t.ROLE.match(match["first"].lower())
        if match["first"] and (start in taken or role or n.BEFORE_NAME.match(match["first"])):
            if not more:
                continue
            start += len(match["first"]) + 1
        end = more.end() if more else end
        if (found and start < found[-1].end) or start in taken or end - 1 in taken:
            continue
        careful = t.WORKS_WITH.search(words[max(0, start - 45) : start]) or t.WORKS_AS.match(words[end : end + 70])
        found.append(Who(start, end, "", bool(careful)))
    return found


def _scene(words: str, people: list[Who], known: _Known, number: int) -> _Scene:
    """Return a sentence with all who are meant in it: by name, by her first name alone, by hon, by du after "Hej Per Ek!"."""
    hailed = number - known.hailed <= 3
    quoted = any(t.SAYS.search(words[max(0, who.start - 40) : who.start]) for who in people)
    quoted = quoted or (words[0] in '”"»–' and number - known.named == 1)
    names = {place for who in people for place in range(who.start, who.end)}
    pointers = [
        Who(*match.span(), said, known.careful)
        for match in t.PRONOUN.finditer(words)
        if ((said := match[0].lower()) != "du" or hailed)
        and (said != "jag" or quoted)
        and not (said.startswith("vår ") and people)
    ]
    pointers += [
        Who(*match.span(), "", known.careful or bool(t.WORKS_WITH.search(words[max(0, match.start() - 45) : match.start()])))
        for match in n.CAPITALIZED.finditer(words)
        if match.start() not in names and (match[0] in known.first or match[0].removesuffix("s") in known.first)
    ]
    own = t.OWN_TOLD if quoted else t.OWN_ASKED if hailed and not t.ASKING.match(words) else t.OWN
    return _Scene(words, people, sorted([*people, *pointers]), own, hailed)


def _told(scene: _Scene, matters: list[Matter]) -> w.Span | None:
    """Return from the person to the first matter that is hers, and to those that go on right after it."""
    starts = [who.start for who in scene.subjects]
    for place, matter in enumerate(matters):
        after = bisect_left(starts, matter.start)
        found = _of(
            scene,
            matter,
            *(
                who if who and abs(who.start - matter.start) <= t.REACH else None
                for who in (scene.subjects[after - 1] if after else None, scene.subjects[after] if after < len(starts) else None)
            ),
        )
        if found:
            end = found.end
            for later in matters[place + 1 :]:
                if later.start - end > 25:
                    break
                end = max(end, later.end)
            return w.Span(found.start, end)
    return None


def _of(scene: _Scene, matter: Matter, who: Who | None, after: Who | None) -> w.Span | None:
    """Return the words from somebody to a matter, or from a matter to somebody, if they tie it to her."""
    words = scene.words
    if who and ties.ties(words, who, matter, scene.own):
        return w.Span(who.start, matter.end)
    before = words[max(0, matter.start - t.REACH) : matter.start]
    whose = scene.own.search(before)
    if whose and (who or after or whose[0][:2].lower() in ("ha", "he", "di", "mi")):
        owner = matter.start - len(whose[0])
        if not ties.others(words[who.end : owner] if who else before[: whose.start()]):
            return w.Span(who.start if who else owner, max(matter.end, after.end if after and not who else 0))
    if after and ties.leads(before, words[matter.end : after.start], matter, after, words):
        return w.Span(matter.start, after.end)
    if t.WISH.search(before) and (scene.people or scene.hailed):
        ends = [place for other in scene.people for place in (other.start, other.end)]
        return w.Span(min([matter.start, *ends]), max([matter.end, *ends]))
    return None
