"""The file that somebody chose: its bytes out of the payload, how large it may be, and its encoding.

A file comes as {"name": "personer.csv", "content": base64}. Which encoding it has is told by its bytes alone.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Mapping

from checklists.errors import InputError

MAX_BYTES = 2 * 1024 * 1024
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# The first bytes of files that are often chosen by mistake, and what to do instead.
OTHER_FILES = {
    b"PK\x03\x04": "Filen är en Excelarbetsbok eller en zip-fil. Spara som CSV i Excel, eller packa upp den först.",
    b"\xd0\xcf\x11\xe0": "Filen är ett äldre Office-dokument. Öppna det, spara som CSV och försök igen.",
    b"%PDF": "Filen är en pdf. Exportera från programmet som CSV eller .ics i stället.",
}
_NULLS_IN_TEXT = 0.05
_PIECE = 65_536
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def file_bytes(payload: Mapping[str, object]) -> bytes:
    """Return the bytes of payload["content"]; raise InputError where they are not base64, too many, or plainly no text."""
    content = payload.get("content")
    if not isinstance(content, str):
        raise InputError("content", "must be the file as base64 text", "Välj en fil.")
    if len(content) > 4 * (MAX_BYTES // 3 + 1):
        raise _too_large()
    data = from_base64(content)
    if len(data) > MAX_BYTES:
        raise _too_large()
    for signature, advice in OTHER_FILES.items():
        if data.startswith(signature):
            raise InputError("content", f"is not text but starts with {signature!r}", advice)
    if not data.startswith(UTF_16) and data.count(0) > _NULLS_IN_TEXT * len(data):
        raise InputError("content", "is not text", "Filen är inte text. Spara den som CSV UTF-8 eller .ics och försök igen.")
    return data


def from_base64(content: str) -> bytes:
    """Return the bytes that a text stands for; raise InputError where it is not base64."""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise InputError("content", "is not base64", "Filen gick inte att läsa. Välj den en gång till.") from None


def text_of(data: bytes) -> str:
    """Return the bytes as text, whatever they are: UTF-8 or UTF-16 with a mark, UTF-8 without, else Windows-1252.

    What no encoding explains becomes U+FFFD. Control characters other than tab and line breaks are left out.
    """
    return _CONTROL.sub("", _decode(data))


def encoding_of(data: bytes) -> str:
    """Return the name of the codec that explains the bytes best: "utf-16", "utf-8-sig", "utf-8" or "cp1252".

    The bytes are looked at piece by piece, so that a large file needs no second copy as text.
    """
    if data.startswith(UTF_16):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    unknown = others = 0
    for start in range(0, len(data), _PIECE):
        piece = decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
        unknown += piece.count("\ufffd")
        others += len(piece) - len(piece.encode("ascii", "ignore"))
    # UTF-8 with a broken byte or two: in Windows-1252 two letters that happen to make a valid pair are rarer than the rest.
    return "utf-8" if others > 2 * unknown or not unknown else "cp1252"


def _decode(data: bytes) -> str:
    return data.decode(encoding_of(data), "replace")


def _too_large() -> InputError:
    return InputError(
        "content", f"is larger than {MAX_BYTES} bytes", "Filen är större än 2 MB. Ta bort det som inte behövs och försök igen."
    )
