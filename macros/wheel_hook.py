"""Compiles the engine's data for the wheel: every TOML file as JSON, which Python reads thirty times faster.

Hatchling runs this when it builds the wheel (pyproject.toml). In the repository there are only the TOML files.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = Path("checklists") / "strategy"
ONLY_FOR_THE_SITE = {"examples.toml", "code_readings.toml"}
# Large tables are compiled further than to JSON: signals into one trie, concepts into a lexicon (checklists/comments), forms
# into one packed table (checklists/text/phrases.py). Of the tables of forms one is read by row as well, and of some all forms.
BY_ROW = {"tone/emojis.toml"}
BY_FORM = ("abbreviations", "double-negations", "shorteners")
COMPILED_WHOLE = ("signals/", "comments/concepts.toml")


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts checklists/strategy/<name>.json into the wheel for every <name>.toml, and which version of the rules they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled files beside the build and tell hatchling where they go."""
        if version == "editable":
            return
        root = Path(self.root)
        folder = root / "build" / "compiled"
        sys.path.insert(0, str(root))
        for name, data in self._compiled(root).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, bytes):
                target.write_bytes(data)
            else:
                target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            build_data["force_include"][str(target)] = str(DATA / name)
        for name, stamp in self._stamps().items():
            target = folder / name
            target.write_text(stamp, encoding="utf-8")
            build_data["force_include"][str(target)] = str(DATA / name)

    @staticmethod
    def _compiled(root: Path) -> dict[str, Any]:
        """Return what the wheel holds of the data, by its name there."""
        from checklists import packed
        from checklists.comments import lexicon, signals
        from checklists.strategy import read_forms
        from checklists.text import phrases

        found: dict[str, Any] = {}
        for source in sorted((root / DATA).rglob("*.toml")):
            name = source.relative_to(root / DATA)
            if name.as_posix() in ONLY_FOR_THE_SITE or name.as_posix().startswith(COMPILED_WHOLE):
                continue
            if name.parts[0] == "tone" and name.as_posix() not in BY_ROW:
                continue
            data = tomllib.loads(source.read_text(encoding="utf-8"))
            for row in data.get("rows", []):  # examples are for the page about the rules, which reads the source
                row |= {key: [] for key in ("hit", "near") if key in row}
            found[str(name.with_suffix(".json"))] = data
        for table in BY_FORM:
            found[f"tone/{table}.forms"] = "\n".join(read_forms(table)).encode()
        found[phrases.COMPILED] = packed.pack(phrases.compile_tables(phrases.read_tables()))
        found[signals.COMPILED] = signals.pack(signals.load_signals())
        found[lexicon.COMPILED] = lexicon.compile_lexicon(
            tomllib.loads((root / DATA / "comments/concepts.toml").read_text("utf-8"))
        )
        return found

    @staticmethod
    def _stamps() -> dict[str, str]:
        """Return which rules and models the wheel holds, by the names of the files that say so."""
        from checklists.version import STAMPS, stamp

        return {name: stamp(part) for part, name in STAMPS.items()}
