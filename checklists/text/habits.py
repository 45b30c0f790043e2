"""Habits of a whole post: what does not suit its channel, too many calls, who speaks, how hard it is to read."""

import re
from collections.abc import Iterator

from checklists.findings import Finding, finding
from checklists.strategy import load_channels
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft

_TAG = re.compile(r"(?<![\w#&])#[^\W\d]\w*")
_ONLY_ON = {
    "instagram": re.compile(
        r"\blänk(?:en|ar)? (?:\w+ )?i (?:vår )?(?:bion?|profil(?:en)?)\b|\b(?:svep|s[vw]ajpa|swipe:?a?) upp(?:åt)?\b"
        r"|\bdubbel(?:klicka|tryck|tappa)\w* på (?:bilden|hjärtat)\b",
        re.IGNORECASE,
    ),
    "x": re.compile(r"\b(?:re)?tweet(?:a|at|ar|en)?\b|\bretweeta\w*\b|\brt:a\b", re.IGNORECASE),
}
_ONLY_NAMES = {"instagram": "Instagram", "x": "X"}
# What tells who speaks: we, the city, one of its places or services, an account, or somebody with a name.
_SENDER = re.compile(
    r"\b(?:vi|oss|(?<!\bi )vår|vårt|våra|jag|mig|min|mina)\b|helsingborg|\bstaden|\bkommun|förvaltning|\bhbg\b"
    r"|kontaktcenter|[@#]\w"
    r"|\b\w{0,24}(?:skola|skolan|skolor|gymnasi\w+|bibliotek\w*|simhall\w*|\w*badet|museum|museet|mötesplats\w*|fritidsgård\w*|hemtjänst\w*"
    r"|äldreboende\w*|boendet|räddningstjänst\w*|ungdomsmottagning\w*|återvinning\w*|konserthus\w*|konsthall\w*|teatern|kulturhus\w*"
    r"|idrottshall\w*|ishall\w*)\b",
    re.IGNORECASE,
)
_NAME_INSIDE = re.compile(r"[a-zåäö,] [A-ZÅÄÖ][a-zåäö]")
# What a post may ask for, one thing at a time: the verb that says it, after small words that lead there.
_ASKS = re.compile(
    r"^(?:(?:och|men|till sist|dessutom|förresten|p\.?s\.?|och du,|slutligen|sist men inte minst"
    r"|(?:glöm|missa) inte(?: heller)? att"
    r"|passa (?:också |även |gärna )?på att|vi vill (?:också|även) att du|har du|ta chansen och"
    r"|du kan (?:också|även)|kom ihåg att)[:,]? )*"
    r"(?P<verb>anmäl|sök(?:t|er)?|ansök|rösta|svara|köp|boka|ladda|skicka|nominera|kom|tyck|följ|vaccinera|bli|hämta|testa|prova"
    r"|lämna|ge|skänk|byta?|gå|besök|se|lyssna|titta|prenumerera|fylla?|skriv|spara|lås|sortera|låna|var|läs|klippa?|rensa|felanmäl"
    r"|ring|ta|töm|släck|dela|tipsa|berätta|hjälp|städa|odla|plantera|passa|kolla|delta|registrera|betala|håll|ställ|tänk)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[a-zåäö]{5,}")
_EXCLAMATION = re.compile(r"(?<=[^\s!])!+")
_WORD_BEFORE = re.compile(r"[^\W_]+\W*$")
MANY_WORDS_WITHOUT_SENDER = 25
HARD_TO_READ = 50.0
MANY = 3


def find_channel_habits(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Too many hashtags, links that nobody can click, and habits of another channel."""
    channel = load_channels()[draft.channel]
    tags = list(_TAG.finditer(draft.text))
    if len(tags) > channel.many_hashtags:
        yield finding(
            rule,
            draft.text,
            tags[channel.many_hashtags].start(),
            tags[-1].end(),
            why=f"{len(tags)} hashtaggar är många på {channel.name}. Behåll de {channel.hashtags} som betyder mest."
            if channel.hashtags
            else "Ett svar till en person behöver inga hashtaggar.",
        )
    if draft.channel == "instagram":
        for link in _links(draft)[:1]:
            why = "Länkar i texten går inte att klicka på i Instagram. Lägg länken i profilen eller i en händelse, och skriv det."
            yield finding(rule, draft.text, *link, why=why)
    for home, pattern in _ONLY_ON.items():
        match = pattern.search(draft.text)
        if match and draft.channel not in (home, "reply") and not w.overlaps(draft.exempt, *match.span()):
            why = f"”{match[0]}” hör hemma på {_ONLY_NAMES[home]}. Skriv om för {channel.name}."
            yield finding(rule, draft.text, *match.span(), why=why)


def _links(draft: Draft) -> list[w.Span]:
    """Return web addresses: neither tags, handles nor e-mail."""
    return [span for span in draft.protected if draft.text[span.start] not in "#@" and "@" not in draft.text[slice(*span)]]


def find_many_messages(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Three or more different links, or a third sentence that calls for one more thing."""
    if draft.channel == "reply":
        return
    links: dict[str, w.Span] = {}
    for span in _links(draft):
        links.setdefault(re.sub(r"^https?://(?:www\.)?|/$", "", draft.lower[slice(*span)]), span)
    if len(links) >= MANY:
        third = list(links.values())[MANY - 1]
        place = next(place for place, span in enumerate(draft.sentences) if span.end >= third.end)
        if place and draft.text[draft.sentences[place - 1].end - 1] == ":":  # "Höstens program: helsingborg.se/host"
            yield finding(rule, draft.text, draft.sentences[place - 1].start, draft.sentences[place].end)
        else:
            yield finding(rule, draft.text, *draft.sentences[place])
        return
    asked: dict[str, w.Span] = {}
    for span in draft.sentences:
        said = draft.lower[slice(*span)]
        if (ask := _ASKS.match(said)) and not w.overlaps(draft.quotes, *span):
            asked.setdefault(ask["verb"], span)
    if len(asked) >= MANY and _are_unrelated([draft.lower[slice(*span)] for span in asked.values()]):
        yield finding(rule, draft.text, *list(asked.values())[MANY - 1])


def _are_unrelated(asked: list[str]) -> bool:
    """Say whether no two of the sentences share the beginning of a longer word."""
    stems = [{word[:5] for word in _CONTENT.findall(sentence)} for sentence in asked]
    return not any(one & other for place, one in enumerate(stems) for other in stems[place + 1 :])


def find_unclear_sender(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A longer post in which nothing says who speaks; the finding is its first word."""
    if draft.channel not in ("facebook", "instagram", "linkedin") or len(draft.words) < MANY_WORDS_WITHOUT_SENDER:
        return
    if not draft.quotes and not _SENDER.search(draft.text) and not _NAME_INSIDE.search(draft.text):
        yield finding(rule, draft.text, *draft.words[0])


def find_hard_to_read(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A longer text with a LIX over 50; the finding is the whole text."""
    lix = draft.lix
    if lix is not None and lix > HARD_TO_READ:
        yield finding(rule, draft.text, draft.words[0].start, draft.words[-1].end, count=round(lix))


def find_exclamations(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Four sentences that end in an exclamation mark, or three that are more than half of the text."""
    marks = [match for match in _EXCLAMATION.finditer(draft.text) if not w.overlaps(draft.exempt, *match.span())]
    few = 3 if len(marks) * 2 > len(draft.sentences) else 4
    if len(marks) >= few:
        mark = marks[few - 1].start()
        word = _WORD_BEFORE.search(draft.text[max(0, mark - 30) : mark])
        yield finding(rule, draft.text, mark - len(word[0] if word else ""), marks[-1].end(), count=len(marks))
