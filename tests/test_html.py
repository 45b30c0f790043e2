"""The built site by the rules of HTML: the Nu checker finds no error, and no warning that we have not decided on."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.templates import ROOT

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# What the checker may say: how it begins, where it may point (a pattern in the HTML), and why it stands.
ACCEPTED = [
    (
        "Attribute “autocomplete” is only allowed when the input type is",
        r'<input (?:class="md-toggle"|type="checkbox" id="(?:tasks-)?)',
        "Without it Firefox opens the theme's menu anew when a page is loaded again, and ticks tasks that nobody keeps.",
    ),
    (
        "The “role” attribute must not be used on a “t",
        r"<t[dhr]\b",
        "Tables that our style lays out as blocks on a phone: some browsers then no longer tell that they are tables.",
    ),
    (
        r"The “(?:table|row|cell|rowgroup|rowheader|columnheader)” role is unnecessary for element",
        r"<(?:table|thead|tbody|tr|th|td)\b",
        "The same tables.",
    ),
    (
        "(?:Resource|Inline script) violates Content Security Policy",
        r"assets/|type=\"application/json\"",
        "Read from files, where 'self' is nobody; data is no script. tests/browser/test_policy.py has browsers obey the policy.",
    ),
    (
        "Empty heading",
        r"<h[2-4][^>]*\bdata-(?:part|slot)=|<h4 class=",
        "Hidden until a script has filled it in, or in a template that nobody sees.",
    ),
]


@pytest.mark.long
def test_the_nu_checker_finds_nothing(site: Path) -> None:
    java = shutil.which("java")
    if not java or not CHECKER.is_file():
        pytest.skip("no Java or no vnu-jar: `python -m tests.browser_setup --all`")
    told = subprocess.run(
        [java, "-jar", str(CHECKER), "--skip-non-html", "--exit-zero-always", "--format", "json", str(site)],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(told.stderr)["messages"]
    assert messages, "the theme's boxes are always told of: nothing was checked"
    left, used = [], set()
    for one in messages:
        reason = next((why for says, where, why in ACCEPTED if fits(one, says, where)), None)
        if reason:
            used.add(reason)
        else:
            left.append((one["url"].removeprefix(site.as_uri()), one.get("lastLine"), one["message"], one.get("extract")))
    assert left == []
    assert used == {why for _, _, why in ACCEPTED}, "what is no longer told of needs no reason"


def fits(message: dict[str, str], says: str, where: str) -> bool:
    return bool(re.match(says, message["message"]) and re.search(where, message.get("extract", "")))
