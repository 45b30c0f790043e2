"""Whether a text does what its goal needs: kinds of checks that follow the goal, the person's own choice first.

They lean on what the classifier sees each sentence do, and on marks of time, place and way in. All of them give tips: a good
text may break them, and an invitation may be so quiet that only its readers hear it.
"""

import re
from collections.abc import Iterator

from checklists.findings import Finding, finding
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft
from checklists.text.model import load_model

# The classifier's word for it: clear, likelier than not, and so unlikely that nobody could take it so.
CLEAR, LIKELY, HINTED = 0.7, 0.5, 0.3
WARM_UP_WORDS = 30
# Where a reader looks for news; a story or a scene may take its time.
_NEWSWORTHY = ("civic-information", "city-development")


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_WEEKDAY = r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|ar)?\b"
_MONTH = r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
_CLOCK = r"\b(?:kl\.?|klockan)\s?\d|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[–-]\s?\d{1,2}\b|\b\d{1,2}/\d{1,2}\b"
_SOON = r"\b(?:i ?dag|i ?morgon|i ?kväll|i natt|i helgen|senast|till och med|vecka \d+|v\.? ?\d+|midnatt|årsskiftet)\b"
_FEAST = r"\b(?:advent|lucia|jul|nyår|påsk|valborg|midsommar)\w*"
_TIME = _any(_CLOCK, _WEEKDAY, _MONTH, _SOON, _FEAST)
_NO_HURRY = _any(
    r"löpande|först till kvarn|så (?:länge|långt|snart)|när (?:du|ni) vill|när som helst|året (?:om|runt)|hela året",
    r"alltid|dygnet runt|innan (?:de|det|den|platserna)\b|drop.?in",
)
_WAY = _any(
    r"\blänk|\bbio(?:n|t)?\b|\bkommentar|\btråden\b|\bformulär|\be-tjänst|\bwebb|\bappen\b|\bsms|\bmejl|\bmail|\bdm\b",
    r"\bmeddelande|\btelefon|\d{3}-\d{2}|\breception|\bdisken\b|\bkassan\b|\bdrop.?in\b|\bpå plats\b|\bkontaktcenter\b",
    r"\bpodd|\bmina sidor\b|\bbrevlåda|\bentré|\bingången\b|\bbiblioteket?\b|\bbild(?:en)? (?:två|tre|\d)|\bsvep\b",
    r"\bstories\b|\bhändelser\b|\bringa?\b",
)
_NAMED_PLACE = re.compile(
    r"\b(?:[Pp]å|[Ii]|[Vv]id|[Uu]tanför|[Bb]akom|[Uu]nder|[Tt]ill|[Hh]os|[Ff]rån|[Mm]ellan)\s+(?:[a-zåäö]+\s+){0,2}[A-ZÅÄÖ]\w+"
)
_APPLY = _any(
    r"\b(?:anmäl(?:an| (?:dig|er|dej|barnet|laget|klassen))?|ansök(?:an)?|registrera (?:dig|er|dej)|skriv upp (?:dig|er|dej))\b",
    r"\bsök(?:er)? (?:jobb\w*|tjänsten|platsen|till|en plats|feriejobb\w*|bidrag\w*|\w+bidraget|nu|här)\b",
    r"\bboka (?:din |er |en )?plats",
)
_YES_OR_NO = re.compile(
    r"^[\W_]*(?:visste|[a-zåäö]+(?:ar|er|år|ör|yr|r)|kan|vill|ska|vet|minns|såg|var|har) (?:du|ni)\b",
    re.IGNORECASE,
)
_OPEN = _any(r"\b(?:vad|vem|vilka?|vilket|vart|hur|när|varför|eller|berätta|gissa|tipsa|dela|skriv|rösta|visa)\b")
_NEWS = _any(
    *(_CLOCK, _WEEKDAY, _MONTH, _SOON),
    r"\bnu\b|\bfrån och med\b|\b(?:av)?stäng|\böppn|\böppet\b|\bbeslut|\banta(?:gi?t|r)|\bantog|\bklubba|\binför|\bhöj[st]",
    r"\bsänk[st]|\bavgift|\bförb|\bgäller\b|\bvarna|\bklar[at]?\b|\bresultat|\bbygg|\bpriset?\b|\bgratis\b|\bförsenad|\bflytta",
)


def find_no_action(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text that shall activate, with no sentence that even hints at something to do and no link."""
    if _is_for(draft, "activate") and not draft.protected and _unlikely(draft, "activate"):
        yield finding(rule, draft.text, *draft.sentences[-1])


def find_no_way(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text that asks for an action and says nothing of how or where: no link, contact, place or time."""
    if _is_for(draft, "activate") and not draft.protected and _most(draft, "activate") >= LIKELY and not _says_where(draft.text):
        yield finding(rule, draft.text, *_strongest(draft, "activate"))


def find_no_last_day(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A call to apply or sign up, with no day or time in the text."""
    if _is_for(draft, "activate") and not _TIME.search(draft.text) and not _NO_HURRY.search(draft.text):
        call = next((match for match in _APPLY.finditer(draft.text) if not w.overlaps(draft.protected, *match.span())), None)
        if call:
            yield finding(rule, draft.text, *call.span())


def find_no_invitation(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text that shall engage, with no question and no sentence that invites or moves."""
    if _is_for(draft, "engage") and "?" not in draft.text and _unlikely(draft, "engage"):
        yield finding(rule, draft.text, *draft.sentences[-1])


def find_closed_question(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text that shall engage, whose only question asks for yes or no, and that invites in no other way."""
    if not _is_for(draft, "engage"):
        return
    questions = [place for place, span in enumerate(draft.sentences) if draft.text[slice(*span)].rstrip('”"» ').endswith("?")]
    others = [act for place, act in enumerate(_acts(draft, "engage")) if place not in questions]
    if len(questions) == 1 and max(others, default=0) < LIKELY:
        span = draft.sentences[questions[0]]
        words = draft.text[slice(*span)]
        if _YES_OR_NO.search(words) and not _OPEN.search(draft.text[span.start :]):
            yield finding(rule, draft.text, *span)


def find_late_news(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text that shall inform, whose first words bring no news and speak for nothing newsworthy, while later ones bring it."""
    category = draft.verdicts["category"]["label"]
    if not _is_for(draft, "inform") or len(draft.words) <= WARM_UP_WORDS or category not in _NEWSWORTHY:
        return
    beginning = draft.words[WARM_UP_WORDS].start
    news = _NEWS.search(draft.text)
    if not news or news.start() < beginning:
        return
    starts = [span.start for span in draft.sentences]
    topics = [topic for label in _NEWSWORTHY for topic in zip(_sentences_for(draft, "category", label), starts, strict=False)]
    if not any(topic >= CLEAR and start < beginning for topic, start in topics):
        yield finding(rule, draft.text, *next(span for span in draft.sentences if span.end > news.start()))


def _is_for(draft: Draft, goal: str) -> bool:
    return draft.goal == goal and draft.channel != "reply" and draft.reading is not None


def _acts(draft: Draft, act: str) -> list[float]:
    """Return how likely each sentence does `act`."""
    return _sentences_for(draft, "goal", act)


def _sentences_for(draft: Draft, kind: str, label: str) -> list[float]:
    assert draft.reading is not None
    place = load_model().sentence.heads[kind].labels.index(label)
    return [probabilities[place] for probabilities in draft.reading.acts[kind]]


def _most(draft: Draft, act: str) -> float:
    return max(_acts(draft, act))


def _unlikely(draft: Draft, goal: str) -> bool:
    """Say whether neither a sentence nor the whole text looks like `goal`."""
    return _most(draft, goal) < HINTED and draft.verdicts["goal"]["scores"][goal] < HINTED


def _strongest(draft: Draft, act: str) -> w.Span:
    acts = _acts(draft, act)
    assert draft.reading is not None
    return draft.reading.passage.sentences[acts.index(max(acts))]


def _says_where(text: str) -> bool:
    return bool(_WAY.search(text) or _NAMED_PLACE.search(text) or _TIME.search(text))
