"""What the engine says when it is given something that it cannot work with."""

_LONGEST = 60


def shown(value: object) -> str:
    """Return what somebody else has written as a sentence may hold it: on one line, at most 60 characters of it.

    >>> shown("a  b"), shown("x" * 100)[-3:]
    ('a b', 'x …')
    """
    line = " ".join(str(value)[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " …"


class InputError(ValueError):
    """Bad input, told once for each reader: `str(error)` in English for the command line, `error.swedish` for the browser.

    `field` names the key of the input at fault, or is "" where the input as a whole is.
    """

    def __init__(self, field: str, english: str, swedish: str) -> None:
        super().__init__(english)
        self.field = field
        self.swedish = swedish
