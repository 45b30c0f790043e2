"""Lighthouse gives every kind of page full marks for what does not depend on how busy the computer is."""

from pathlib import Path

import pytest

from tests import lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser")]


def test_every_kind_of_page_is_accessible_sound_and_can_be_found(site: Path) -> None:
    if not lighthouse.usable():
        pytest.skip("no Node, no Lighthouse or no Chromium: `python -m tests.browser_setup --all`")
    short = {}
    for said in lighthouse.reports(site, 1, lighthouse.PAGES):
        scores = said["scores"]
        print(said["path"], scores)
        if short_of := {name: scores[name] for name in ("accessibility", "best-practices", "seo") if scores[name] != 100}:
            short[said["path"]] = (short_of, said["lost"])
    assert short == {}
