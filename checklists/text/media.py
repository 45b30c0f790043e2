"""Whether our own films say that they have captions."""

import re
from collections.abc import Iterator

from checklists.text import words as w

_FILM = re.compile(
    r"\b(?:\w*film(?:en|er|erna|klipp(?:et)?|serien?|snutt(?:en|ar)?|hälsning(?:en)?)?|\w*video(?:n|r|klipp(?:et)?|serien?|hälsning(?:en|ar)?"
    r"|porträtt(?:et)?|intervju(?:n|er)?|guide(?:n|r)?)?|reel(?:en|s)?|reels|klippet|trailer(?:n|s)?|teaser(?:n)?|(?:live|webb|direkt)sändning(?:en|ar)?"
    r"|(?:har|vi) filmat|(?<=\b)inspelning(?:en)?(?= (?:ligger|finns|kan|från|av (?:mötet|webb|före|sam)|hittar|är)))\b",
    re.IGNORECASE,
)
_NO_FILM = re.compile(
    r"(?:plast|gladpack|fönster|solskydds|hinn|fett|olje|sträck)film\w*|(?:stum|barn|lång|spel|skräck|familje|svensk|disney|jul|klassiker)film\w*",
    re.IGNORECASE,
)
_CAPTIONED = re.compile(
    r"\btext(?:ad|at|ade|en i bild|ning)\b|\bundertext|\btexta[rt]?s?\b|\bsvensk text\b|\bsyntolk|\bteckentolk|\bteckenspråk",
    re.IGNORECASE,
)
# Anywhere in the text: films that are shown to people in a room.
_CINEMA = re.compile(
    r"\bbio(?:n|grafen?|graf)?\b|\bfilm(?:fest|klubb|duk|kväll|visning|skap|mus|studio|are)|\bmatiné|\bregissör|\bpopcorn|\bsalongen\b"
    r"|\bröda kvarn\b|\bbiobiljett|\btidningsklipp|\bvideosamtal|\bvideomöte|\bvideoband",
    re.IGNORECASE,
)
# In the same sentence: films that are somebody else's, or no films at all.
_NOT_OURS = re.compile(
    r"\bfilm(?:en)? (?:på|över|mot) (?:\w+ )?(?:fönst|glas|rut)|\bsolskydd|\bdokumentär|\blångfilm|\bspelfilm"
    r"|\b(?:visar|visas|ser|tittar)(?: vi)?(?: på)? (?:en |tio |två |tre )?(?:barn|stum|jul)?film(?:er)?\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:vi|vår|våra|oss|youtube\w*|kanal(?:en)?|klicka|titta|se)\b", re.IGNORECASE)
_SHORT_FILM = re.compile(r"kortfilm|dokumentärfilm", re.IGNORECASE)


def uncaptioned(
    text: str, sentences: list[w.Span], addresses: list[w.Span], media: tuple[dict[str, object], ...]
) -> Iterator[w.Span]:
    """Yield where the text first speaks of our own film, if neither the text nor `media` says that it has captions."""
    videos = [item for item in media if item["kind"] == "video"]
    if _CAPTIONED.search(text) or (videos and all(item.get("captions") for item in videos)):
        return
    film = None if _CINEMA.search(text) else next(filter(None, (_our_film(text, span, addresses) for span in sentences)), None)
    if film:
        yield film
    elif videos and (first := w.WORD.search(text)):
        yield w.Span(*first.span())


def _our_film(text: str, sentence: w.Span, addresses: list[w.Span]) -> w.Span | None:
    said = text[slice(*sentence)]
    if _NOT_OURS.search(said):
        return None
    for film in _FILM.finditer(said):
        if not _NO_FILM.fullmatch(film[0]) and (not _SHORT_FILM.match(film[0]) or _OURS.search(said)):
            place = w.Span(sentence.start + film.start(), sentence.start + film.end())
            if not w.overlaps(addresses, *place):
                return place
    return None
