"""Other people's feeds: we do not go there to debate (tonalitet.andras-floden)."""

import re
from collections.abc import Iterator

from checklists.findings import Finding, finding
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft

_FEED = (
    r"(?:\w*grupp(?:en|er|erna|s)?|\w*tråd(?:en|ar|arna)?|vägg(?:en|ar)?|\w*flöde(?:t|n|na)?|sid(?:a|an|or|orna)|profil(?:en|er)?"
    r"|forum(?:et)?|tidslinje|kommentarsfält(?:et)?|\w*inlägg(?:et)?)"
)
_REPLY = (
    r"(?:svara[rt]?|kommentera[rt]?|hoppa[rt]? in|gå(?:r|tt)? in|gick in|bemöt(?:er|a|te)|debattera[rt]?|diskutera[rt]?"
    r"|förklara[rt]?|dyka upp|dyker (?:vi )?upp|ta(?:r|git)? (?:vi )?(?:debatten|diskussionen)|ge(?:r)? (?:oss|sig) in"
    r"|lägg(?:er|a) oss i|skriv(?:er|a) ett svar|reder ut|rättar|försvara[rt]?"
    r"|argumentera[rt]?|säg(?:er|a) emot|sade emot|gav oss in"
    r"|gå(?:r)? (?:vi )?med|blanda[rt]? oss i)"
)
_WE = (
    r"(?:(?:vi|jag|oss|(?:vår|våra|stadens) [a-zåäö-]+|hon|han)"
    r"(?: (?:också|även|gärna|kan|ska|vill|kommer att|själva|direkt|då|snart|nu)){0,3}|så|och|att|i går|i dag)"
)
_WE_GO_IN = re.compile(
    rf"\b{_WE} {_REPLY}(?:(?: \w+){{0,2}} (?:och|för att) (?:svara[rt]?|kommentera[rt]?|bemöt(?:er|a)))?"
    r"|\b(?:tagga|bjud in|lägg till|adda) (?:oss|staden|kommunen|vår \w+)\b|\bbli medlem(?:mar)?\b",
    re.IGNORECASE,
)
# Whose it is: a person's, a group's, a paper's ("Lokaltidningens kommentarsfält"), or a group by its name.
_NOT_OURS = re.compile(
    r"\b(?:hans|hennes|deras|era?|ert|dina?|ditt|någon annans|andras|andra \w+|grannens|sin egen|sina egna|sina?|slutna?"
    rf"|privata|olika|någon lokal|flera(?: lokala)?|lokala|[a-zåäöA-ZÅÄÖ]{{2,}}s) (?:\w+ )?{_FEED}\b"
    r"|\bden gruppen\b|\b(?:[Ff]acebook)?gruppen [A-ZÅÄÖ”]|\b(?:tråden hos|kommentarsfältet hos|forumet) [A-ZÅÄÖ”]",
)
_THERE = re.compile(rf"\b(?:där|dem|dit|den gruppen|{_FEED}|om fler|om det)\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:vår|våra|vårt|vår egen|stadens) (?:egen |egna |öppna )?(?:\w*sida|\w*grupp|kanal\w*|flöde|inlägg|tråd|profil)",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:inte|aldrig|sällan)\b", re.IGNORECASE)


def find_others_feeds(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A sentence in which we go to answer or debate, in a text about a feed that is not ours."""
    if not _NOT_OURS.search(draft.text) or _OURS.search(draft.text):
        return
    for sentence in draft.sentences:
        said = draft.text[slice(*sentence)]
        going, places = _WE_GO_IN.search(said), list(_THERE.finditer(said))
        if going and places and not _REFUSES.search(said) and not w.overlaps(draft.quotes, *sentence):
            start, end = min(going.start(), places[-1].start()), max(going.end(), places[-1].end())
            yield finding(rule, draft.text, sentence.start + start, sentence.start + end)
