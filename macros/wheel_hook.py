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
ONLY_FOR_THE_SITE = {"examples.toml"}


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts checklists/strategy/<name>.json into the wheel for every <name>.toml, and which version of the rules they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled files beside the build and tell hatchling where they go."""
        if version == "editable":
            return
        root = Path(self.root)
        folder = root / "build" / "compiled"
        sources = sorted(path for path in (root / DATA).rglob("*.toml") if path.name not in ONLY_FOR_THE_SITE)
        for source in sources:
            name = source.relative_to(root / DATA).with_suffix(".json")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            data = tomllib.loads(source.read_text(encoding="utf-8"))
            for row in data.get("rows", []):  # examples are for the page about the rules, which reads the source
                row |= {key: [] for key in ("hit", "hits", "near") if key in row}
            target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            build_data["force_include"][str(target)] = str(DATA / name)
        stamp = folder / "version.txt"
        stamp.write_text(self._rules_version(root), encoding="utf-8")
        build_data["force_include"][str(stamp)] = str(DATA / "version.txt")

    @staticmethod
    def _rules_version(root: Path) -> str:
        sys.path.insert(0, str(root))
        from checklists.version import rules_version

        return rules_version()
