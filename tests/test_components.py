"""The page of components shows what the tools have: no class there that no tool has, none that has no style."""

import re

from macros import styles
from macros.templates import ROOT

WIDGETS = ROOT / "overrides" / "widgets"
SCRIPTS = ROOT / "overrides" / "assets" / "javascripts"
SHOWN = WIDGETS / "components.html"
_CLASS = re.compile(r'class="([^"]*)"')


def test_what_is_shown_is_what_the_tools_have() -> None:
    shown = {name for text in _CLASS.findall(SHOWN.read_text(encoding="utf-8")) for name in re.sub(r"{{.*?}}", "", text).split()}
    templates = "".join(path.read_text(encoding="utf-8") for path in WIDGETS.glob("*.html") if path != SHOWN)
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js"))
    used = set(re.findall(r"[\w-]+", templates + scripts))
    lacking = {name for name in shown if name not in used and not name.endswith("--")}
    assert len(shown) > 30
    assert lacking == set()


def test_every_level_that_is_shown_has_its_colour() -> None:
    styled = set().union(*(styles.styled(path.read_text(encoding="utf-8")) for path in styles.FOLDER.glob("*.css")))
    assert {f"{kind}--{level}" for kind in ("group", "level", "mark") for level in ("must", "should", "tip")} <= styled
