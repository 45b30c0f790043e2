"""The version and the change log agree, and the reports of faults are the same on the site and at a Git host."""

from html import unescape
from pathlib import Path

import pytest

from checklists import __version__
from macros import fault_reports, release

OLD = "## 1.1.0 (2027-02-01)\n\n- A line.\n"


def test_this_version_and_the_change_log_agree() -> None:
    assert release.faults(__version__, release.CHANGELOG.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("changelog", "told"),
    [
        ("# Changes\n\n## 1.2.0 (2027-03-01)\n\n" + OLD, None),
        ("## 1.2.0 (unreleased)\n" + OLD, None),
        ("## 1.2.0 (2027-02-01)\n" + OLD, None),  # two on one day
        (OLD, "the newest heading of CHANGELOG.md 1.1.0"),
        ("# Changes\n", "no heading"),
        ("## 1.2 (2027-03-01)\n" + OLD, '"## 1.2 (2027-03-01)" is not'),
        ("## 1.2.0\n" + OLD, '"## 1.2.0" is not'),
        ("## 1.2.0 (2027-02-30)\n" + OLD, "day"),
        ("## 1.2.0 (2027-01-31)\n" + OLD, "dated before 1.1.0"),
        ("## 1.2.0 (unreleased)\n## 1.1.0 (unreleased)\n", "1.1.0 has no date"),
        ("## 1.2.0 (2027-03-01)\n## 1.10.0 (2027-02-01)\n", "1.2.0 stands above 1.10.0"),
        ("## 1.2.0 (2027-03-01)\n## 1.2.0 (2027-02-01)\n", "1.2.0 stands above 1.2.0"),
    ],
)
def test_what_does_not_agree_is_told(changelog: str, told: str | None) -> None:
    found = release.faults("1.2.0", changelog)
    if told is None:
        assert found == []
    else:
        assert len(found) == 1
        assert told in found[0]


@pytest.mark.parametrize(
    ("changelog", "shown"),
    [("## 1.2.0 (2027-03-01)\n", "1.2.0"), ("## 1.2.0 (unreleased)\n", "1.2.0, inte utgiven än")],
)
def test_readers_see_whether_it_is_put_out(changelog: str, shown: str) -> None:
    assert release.shown("1.2.0", changelog) == shown


def test_a_template_for_issues_is_a_report_on_the_site_too(site: Path) -> None:
    page = (site / "om" / "index.html").read_text(encoding="utf-8")
    found = fault_reports.reports()
    assert [report.id for report in found] == ["regeln-har-fel", "texten-stammer-inte", "verktyget-kranglar"]
    for report in found:
        assert f'id="{report.id}"' in page
        for line in report.text.splitlines():
            assert line in unescape(page)


@pytest.mark.parametrize("text", ["Text", "---\nname: N\n---\nText", "---\nname: N\nabout: A\nlabels: x\n---\nText"])
def test_a_template_of_another_form_stops_the_build(tmp_path: Path, text: str) -> None:
    (tmp_path / "wrong.md").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.md"):
        fault_reports.reports(tmp_path)
