"""Whether our own films say that they have captions, and whether images have a description."""

import re
from collections.abc import Iterator

from checklists.text import words as w

_FILM = re.compile(
    r"\b(?:[a-zåäö]{3,}film(?:en|er|erna)?|film(?:en|er|erna|klipp(?:et)?|serien?|snutt(?:en)?)?|video(?:n|r|klipp(?:et)?|serien?)?"
    r"|reel(?:en|s)?|reels|klippet|livesändning(?:en)?|webbsändning(?:en)?|direktsändning(?:en)?|(?:har|vi) filmat)\b",
    re.IGNORECASE,
)
_CAPTIONED = re.compile(
    r"\btext(?:ad|at|ade|en i bild|ning)\b|\bundertext|\btexta[rt]?s?\b|\bsvensk text\b|\bsyntolk|\bteckentolk|\bteckenspråk",
    re.IGNORECASE,
)
# Films that are somebody else's, shown in a room, or no films at all.
_NOT_OURS = re.compile(
    r"\bbio(?:n|grafen?|graf)?\b|\bfilm(?:fest|klubb|duk|kväll|visning|skap|mus|studio|are)|\bmatiné|\blångfilm|\bspelfilm|\bfamiljefilm"
    r"|\bskräckfilm|\bkortfilm|\bdokumentär|\bregissör|\bpopcorn|\bsalongen\b|\bplastfilm|\bgladpack|\bvideoband|\bvideosamtal|\bvideomöte"
    r"|\btidningsklipp|\b(?:visar|visas|ser|tittar)(?: vi)?(?: på)? (?:en |tio |två |tre )?(?:barn|stum|jul)?film",
    re.IGNORECASE,
)


def uncaptioned(text: str, media: tuple[dict[str, object], ...]) -> Iterator[w.Span]:
    """Yield where the text speaks of our own film, if neither the text nor `media` says that it has captions."""
    videos = [item for item in media if item["kind"] == "video"]
    if _CAPTIONED.search(text) or (videos and all(item.get("captions") for item in videos)):
        return
    if not _NOT_OURS.search(text) and (film := _FILM.search(text)):
        yield w.Span(*film.span())
    elif videos and (first := w.WORD.search(text)):
        yield w.Span(*first.span())
