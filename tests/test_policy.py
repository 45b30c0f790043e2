"""What the policy would stop is told by the build, and every page and every server's file carries it."""

from pathlib import Path

import pytest

from macros import policy
from macros.templates import ROOT

PAGE = '<!doctype html>\n<html><head><meta charset="utf-8"><title>x</title></head>\n<body>{}</body></html>'


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<script>alert(1)</script>", "script in the page"),
        ('<script type="module">import "./a.js"</script>', "script in the page"),
        ('<SCRIPT TYPE="text/javascript"\n>x</SCRIPT>', "script in the page"),
        ("<style>p { color: red }</style>", "style in the page"),
        ("<svg><style>path { fill: red }</style></svg>", "style in the page"),
        ('<p style="color: red">x</p>', 'p style="…"'),
        ("<svg><rect style='fill: red'/></svg>", 'rect style="…"'),
        ("<img src=x onerror=alert(1)>", 'img onerror="…"'),
        ('<a href=" JavaScript:alert(1)">x</a>', 'a href="javascript:…"'),
        ('<base href="/x/">', "base in the page"),
        ('<script src="https://example.org/a.js"></script>', 'script src="https://example.org/a.js"'),
        ('<link rel="stylesheet" href="//example.org/a.css">', 'link href="//example.org/a.css"'),
        ('<img src="http://example.org/a.png" alt="">', 'img src="http://example.org/a.png"'),
        ("<template><p style='color: red'>x</p></template>", 'p style="…"'),
    ],
)
def test_what_the_policy_stops_is_told(html: str, told: str) -> None:
    assert policy.blocked(PAGE.format(html)) == [f"line 3: {told}"]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="../assets/a.js"></script>',
        '<script type="application/json">{"a": "<p style=x onclick=y>"}</script>',
        '<link rel="canonical" href="https://example.se/">',
        '<a href="https://www.digg.se/">x</a>',
        '<img src="data:image/svg+xml,x" alt="">',
        "<code>&lt;p style=x&gt; javascript:</code>",
        "<!-- <script>alert(1)</script> -->",
        '<svg><rect fill="red" stroke-width="2"/></svg>',
    ],
)
def test_what_the_policy_lets_through_is_not_told(html: str) -> None:
    assert policy.blocked(PAGE.format(html)) == []


def test_a_table_s_alignment_is_no_style() -> None:
    html = policy.with_classes('<tr><th style="text-align: left;">a</th><td style="text-align: right;">1</td></tr>')
    assert policy.blocked(html) == []
    assert 'class="align-left"' in html
    assert 'class="align-right"' in html


def test_the_policy_lets_nothing_in_the_page_run_and_nothing_out() -> None:
    assert policy.DIRECTIVES["default-src"] == "'none'"
    assert "unsafe-inline" not in policy.CONTENT_SECURITY_POLICY
    assert "'unsafe-eval'" not in policy.CONTENT_SECURITY_POLICY
    assert "http" not in policy.CONTENT_SECURITY_POLICY
    # The same from build to build, so that a server's old header suits a new site.
    assert "sha256-" not in policy.CONTENT_SECURITY_POLICY


def test_every_page_carries_the_policy_before_anything_that_it_rules(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert html.count(policy.META) == 1, path
        assert html.index(policy.META) < min(html.index("<link"), html.index("<script")), path
        assert policy.blocked(html) == [], path


@pytest.mark.parametrize("name", policy.SERVERS)
def test_the_servers_files_are_on_the_site_ready_to_use(site: Path, name: str) -> None:
    place = Path("utveckling", "drift", name)
    template = (ROOT / "docs" / place).read_text(encoding="utf-8")
    assert "default-src" not in template, "the policy is written in macros/policy.py alone"
    ready = (site / place).read_text(encoding="utf-8")
    assert ready == policy.server_file(name, template)
    assert [header for header, value in policy.HEADERS.items() if header not in ready or value not in ready] == []


def test_a_server_s_file_without_its_place_stops_the_build() -> None:
    with pytest.raises(ValueError, match="@headers@"):
        policy.server_file("nginx.conf", "server {}")
