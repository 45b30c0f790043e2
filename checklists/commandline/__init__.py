"""What only the command line needs: files, and many lines answered in order by several processes. Not in the browser."""


class StoppedError(RuntimeError):
    """The work could not be finished, through no fault of the input."""
