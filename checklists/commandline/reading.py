"""Files and standard streams, with faults told in one line that names them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from checklists.errors import InputError


def name(file: str) -> str:
    """Return what a file is called in messages."""
    return "standard input" if file == "-" else file


def at(error: InputError) -> str:
    """Return an error with the field that it is about."""
    return f"field {error.field}: {error}" if error.field else str(error)


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Let an InputError name the file and the field."""
    try:
        yield
    except InputError as error:
        raise InputError(error.field, f"{name(file)}: {at(error)}", error.swedish) from None


def open_bytes(file: str) -> BinaryIO:
    """Return a file, or standard input for "-", open for reading bytes."""
    if file == "-":
        return sys.stdin.buffer
    try:
        return open(file, "rb")
    except OSError as error:
        raise InputError("", f"{file}: {error.strerror}", "Filen går inte att läsa.") from None


def read_text(file: str, limit: int) -> str:
    """Return a file's text; `limit` is in bytes, and a text has at most four bytes for each character."""
    data = read_bytes(file, limit)
    with naming(file):
        text = decode(data)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\n")


def read_bytes(file: str, limit: int) -> bytes:
    """Return a file's bytes, a few more than `limit` where there are more, so that the engine can say so."""
    try:
        with open_bytes(file) as opened:
            return opened.read(limit + 4)
    except OSError as error:
        raise InputError("", f"{name(file)}: {error.strerror or 'cannot be read'}", "Filen går inte att läsa.") from None


def decode(data: bytes) -> str:
    """Return bytes as text, or raise InputError where they are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("", f"not UTF-8 text (byte {error.start + 1})", "Filen är inte text i UTF-8.") from None


def discard(file: BinaryIO) -> None:
    """Give what is left in a file's buffer nowhere to go, so that Python does not try again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, file.fileno())
    os.close(nowhere)
