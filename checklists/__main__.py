"""The command line: `checklists COMMAND ...`, the same engine as in the browser.

Bad input: one line on standard error that names file, line and field, exit status 2, nothing on standard output. With
--jsonl a bad line gives {"id": ..., "error": "..."} in its place, and the rest goes on. What is stopped half-way ends with
one line and exit status 1, or 130 after Ctrl-C.
"""

import sys

from checklists.commandline import StoppedError, reading
from checklists.commandline.arguments import parser
from checklists.errors import InputError


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        from checklists.commandline.commands import COMMANDS  # what --help and --version can do without

        COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        reading.discard(sys.stdout.buffer)  # the reader has seen enough; nothing more to tell
    except InputError as error:
        return _told(error, 2)
    except StoppedError as error:
        return _told(error, 1)
    except KeyboardInterrupt:
        go_on = "; the same command with --resume goes on where it was" if getattr(arguments, "output", None) else ""
        return _told(f"interrupted{go_on}", 130)
    except ValueError as error:
        from checklists.strategy.schema import DataError

        if isinstance(error, DataError):
            return _told(error, 2)
        raise
    return 0


def _told(error: object, status: int) -> int:
    print(f"checklists: {error}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
