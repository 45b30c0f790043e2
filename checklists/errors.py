"""What the engine says when it is given something that it cannot work with."""


class InputError(ValueError):
    """Bad input, told once for each reader: `str(error)` in English for the command line, `error.swedish` for the browser.

    `field` names the key of the input at fault, or is "" where the input as a whole is.
    """

    def __init__(self, field: str, english: str, swedish: str) -> None:
        super().__init__(english)
        self.field = field
        self.swedish = swedish
