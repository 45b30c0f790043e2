"""Revising the strategy on the command line: `python -m macros.revision --check` lists what must be read again, as file:line.

`--accept` remembers that it has been read, and `--against FILE` shows what another clauses.toml would change. Step by step:
docs/utveckling/revidera-strategin.md. clause_changes.py knows what has changed, citations.py what rests on what.
"""

import argparse
import sys
from pathlib import Path
from tomllib import TOMLDecodeError

from checklists.strategy.schema import DataError
from macros.clause_changes import accept, against, check, read_desk
from macros.templates import ROOT


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the command and return its exit status: 0 when there is nothing to do, 1 when there is, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m macros.revision", description="What rests on a clause that has changed.")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--check", action="store_true", help="list what must be looked at again")
    way.add_argument("--accept", nargs="*", metavar="CLAUSE", help="remember clauses as gone through, all when none is named")
    way.add_argument("--against", type=Path, metavar="FILE", help="list what another clauses.toml would change")
    chosen = parser.parse_args(arguments)
    try:
        desk = read_desk(root)
        if chosen.accept is not None:
            status, told = accept(desk, chosen.accept)
            print(told, file=sys.stderr if status else sys.stdout)
            return status
        lines = against(desk, chosen.against) if chosen.against else check(desk)
    except (DataError, TOMLDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    if lines:
        print("\n".join(lines).rstrip())
    return 1 if chosen.check and lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
