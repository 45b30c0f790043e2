"""Granska utkast in a real browser, as a communicator uses it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.acts import NOT_STARTED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "publicera/granska-utkast/"
BOOT_MS = 90_000
# The emoji before the words makes code points and UTF-16 units differ.
DRAFT = "👩‍🚒🎉 Avseende sommarlovet kan du t.ex. ringa Siv på 070-174 06 51. Välkommen till parken!"
OpenPage = Callable[..., Page]


def check(page: Page, text: str) -> None:
    page.locator("draft-check[data-ready]").wait_for()
    page.get_by_label("Ditt utkast").fill(text)
    page.get_by_role("button", name="Granska utkastet").click()


def result(page: Page) -> str:
    heading = page.locator("#draft-result")
    expect(heading).to_be_visible(timeout=BOOT_MS)
    return heading.inner_text()


def value(page: Page) -> str:
    return page.get_by_label("Ditt utkast").input_value()


def finding(page: Page, rule: str):  # type: ignore[no-untyped-def]
    return page.locator(".finding", has_text=rule).first


@pytest.mark.parametrize("phone", [True, False])
def test_type_check_read_replace_undo(open_page: OpenPage, phone: bool) -> None:
    page = open_page(PAGE, phone=phone)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    expect(page.locator("#draft-result")).to_be_focused()
    assert [heading.inner_text() for heading in page.locator(".group__heading").all()] == [
        "Måste åtgärdas (1)",
        "Bör ses över (2)",
    ]

    finding(page, "Krångligt ord").get_by_role("button", name="Visa i texten").click()
    assert (
        page.evaluate(
            "getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
        )
        == "Avseende"
    )

    finding(page, "Krångligt ord").get_by_role("button", name="Byt ut mot ”Om”").click()
    expect(page.locator("#draft-result")).to_have_text("2 saker att se över")
    assert value(page) == DRAFT.replace("Avseende", "Om")
    undo = page.get_by_role("button", name="Ångra")
    expect(undo).to_be_focused()
    undo.click()
    expect(page.locator("#draft-result")).to_have_text("3 saker att se över")
    assert value(page) == DRAFT

    marks = page.locator(".annotated__text mark")
    assert marks.all_text_contents() == ["Avseende", "t.ex.", "07•-••• •• ••"]
    page.locator(".annotated__text").get_by_role("link", name="Råd 1").click()
    assert page.url.endswith("#rad-1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_goal_and_category_with_reasons_and_a_click_to_disagree(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(
        page,
        "Nu kan du anmäla dig till sommarens simskola! Platserna är få, så boka din plats på helsingborg.se/simskola senast 3 maj.",
    )
    result(page)
    goal = page.locator('[data-kind="goal"]')
    expect(goal.locator(".verdict__label")).to_contain_text("Aktivera")
    expect(goal).to_contain_text("Det som talar för det: ”")
    goal.get_by_role("button", name="Informera").click()
    expect(goal.locator(".verdict__label")).to_have_text("Informera (ditt val)")
    goal.get_by_role("button", name="Aktivera").click()
    expect(goal.locator(".verdict__label")).not_to_contain_text("ditt val")


def test_the_persons_choice_of_goal_stands_and_the_advice_follows_it(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, "Vid Fria bad finns sedan i går en ramp ner i vattnet. Den är sju meter lång och fungerar för rullstol.")
    result(page)
    goal = page.locator('[data-kind="goal"]')
    goal.get_by_role("button", name="Engagera").first.click()
    expect(goal.locator(".verdict__label")).to_have_text("Engagera (ditt val)")
    expect(page.locator('[data-part="groups"]')).to_contain_text("Engagera: bjud in läsaren")
    page.get_by_role("button", name="Granska utkastet").click()
    expect(goal.locator(".verdict__label")).to_have_text("Engagera (ditt val)")
    page.get_by_role("button", name="Rensa utkastet").click()
    check(page, "Hej på er")
    expect(goal).to_contain_text("För kort för att avgöra")


def test_what_is_right_as_it_stands_is_set_aside_with_a_reason_and_stays_aside(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    result(page)
    first = page.locator(".finding").filter(has_text="t.ex.")
    first.get_by_role("button", name="Stämmer här").click()
    page.get_by_label("Varför stämmer det här?").fill("Citat ur skylten")
    page.get_by_role("button", name="Lägg åt sidan").click()
    expect(page.locator("#draft-result")).to_have_text("2 saker att se över")
    expect(page.locator('[data-part="groups"]')).to_contain_text("Skäl: Citat ur skylten")
    page.get_by_label("Ditt utkast").fill(DRAFT + " Vi ses!")
    page.get_by_role("button", name="Granska utkastet").click()
    expect(page.locator("#draft-result")).to_have_text("2 saker att se över")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ladda ner granskningen").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Stämmer här, satt åt sidan:" in text
    assert "”t.ex.”. Skäl: Citat ur skylten" in text
    assert "070-174 06 51" not in text
    assert "Granskat med regler och modell" in text
    page.get_by_role("button", name="Ta fram igen").click()
    expect(page.locator("#draft-result")).to_have_text("3 saker att se över")


def test_many_tips_of_one_kind_are_folded_and_their_numbers_still_lead_there(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, "Här byggs skolor. Där målas bänkar. Sedan planteras träd. Gatan stängs av. Parken öppnas. Bron lagas på lördag.")
    result(page)
    tips = page.locator(".group--tip .finding")
    assert tips.count() > 3
    assert tips.locator("visible=true").count() < tips.count()
    page.locator(".annotated__text .mark__number").last.click()
    expect(tips.last).to_be_visible()


def test_time_and_channel_are_part_of_the_answer(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.get_by_label("Kanal", exact=True).select_option("x")
    page.get_by_label("Planerad tid").fill("2026-11-27T15:45")
    page.get_by_label("Innehållet är laddat").check()
    check(page, "Avgiften höjs i år. " + "Läs mer på https://helsingborg.se/en/mycket/lang/adress/till/sidan " * 2)
    result(page)
    expect(page.locator('[data-part="timing-text"]')).to_contain_text("måndag 30 november")
    expect(page.locator('[data-part="facts"]')).to_contain_text("90 av 280, som X")


def test_an_empty_draft_is_told_beside_the_field_and_in_the_summary(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.locator("draft-check[data-ready]").wait_for()
    page.get_by_role("button", name="Granska utkastet").click()
    summary = page.locator(".errors")
    expect(summary).to_be_focused()
    expect(page.locator('[data-part="error-text"]')).to_have_text("Skriv eller klistra in en text att granska.")
    assert page.title().startswith("Fel: ")
    summary.get_by_role("link").click()
    expect(page.get_by_label("Ditt utkast")).to_be_focused()
    page.get_by_label("Ditt utkast").fill("Hej")
    expect(summary).to_be_hidden()
    assert not page.title().startswith("Fel: ")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("only emojis", "🎉🎉👨‍👩‍👧‍👦", "Vi hittade inget att anmärka på, men texten är svår att bedöma"),
        ("Arabic", "مرحبا بكم في هلسنبوري، نحن هنا لمساعدتكم", "Vi hittade inget att anmärka på, men texten är svår att bedöma"),
        (
            "English",
            "Welcome to our open house on Thursday, the coffee is on us and you can meet the team",
            "Vi hittade inget att anmärka på, men texten är svår att bedöma",
        ),
        ("control characters", "\x00\x07Hej\x1b[31m på dig, ring 070-174 06 51 du\u202e eller jag", "1 sak att se över"),
        ("markup", "<script>alert(1)</script><img src=x onerror=alert(1)> ring 070-174 06 51 så pratar vi", "1 sak att se över"),
    ],
)
def test_odd_texts_get_an_answer_and_stay(open_page: OpenPage, name: str, text: str, told: str) -> None:
    page = open_page(PAGE)
    check(page, text)
    assert result(page) == told
    assert value(page) == text
    assert page.locator("draft-check img, draft-check script:not([type])").count() == 0


def test_half_a_surrogate_pair_and_a_megabyte_get_a_sentence_and_are_not_lost(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.locator("draft-check[data-ready]").wait_for()
    page.evaluate("document.querySelector('#draft-text').value = 'Hej \\ud83d ring 070-174 06 51 om du kan'")
    page.get_by_role("button", name="Granska utkastet").click()
    assert result(page) == "1 sak att se över"
    page.evaluate("document.querySelector('#draft-text').value = 'Hej hej. '.repeat(120000)")
    page.get_by_role("button", name="Granska utkastet").click()
    expect(page.locator(".errors")).to_contain_text("Granskningen klarar högst 100\u00a0000", timeout=30_000)
    assert len(value(page)) == 1_080_000


def test_the_text_changed_since_the_check(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    result(page)
    page.get_by_label("Ditt utkast").fill("Hej! " + DRAFT)
    expect(page.locator('[data-part="stale"]')).to_be_visible()
    finding(page, "Förkortning").get_by_role("button", name="Visa i texten").click()
    assert page.evaluate("(f => f.value.slice(f.selectionStart, f.selectionEnd))(document.activeElement)") == "t.ex."
    page.get_by_label("Ditt utkast").fill("Något helt annat.")
    finding(page, "Förkortning").get_by_role("button", name="Byt ut").click()
    assert value(page) == "Något helt annat."
    expect(page.locator('form [data-part="status"]')).to_contain_text("finns inte kvar")


def test_clearing_while_it_works_leaves_the_page_clear(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    page.get_by_role("button", name="Rensa utkastet").click()
    expect(page.locator('[data-part="submit"]')).not_to_have_attribute("aria-disabled", "true", timeout=BOOT_MS)
    expect(page.locator("#draft-result")).to_be_hidden()
    assert value(page) == ""
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"


def test_a_year_without_a_table_is_told_beside_the_time(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.get_by_label("Planerad tid").fill("2050-01-03T10:00")
    check(page, DRAFT)
    expect(page.locator('[data-part="error-published"]')).to_contain_text("2024–2045", timeout=BOOT_MS)
    assert value(page) == DRAFT


def test_python_that_never_comes_says_what_to_do_and_trying_again_works(open_page: OpenPage) -> None:
    page = open_page(PAGE, expect_trouble=True)
    blocked = True

    def gate(route: Route) -> None:
        route.abort() if blocked else route.continue_()

    page.add_init_script("delete window.SharedWorker")  # its requests cannot be intercepted
    page.context.route("**/pyodide.asm.wasm", gate)
    page.reload()
    check(page, DRAFT)
    trouble = page.locator('[data-part="trouble"]')
    expect(trouble).to_be_visible(timeout=BOOT_MS)
    expect(trouble).to_contain_text(NOT_STARTED)
    expect(trouble.get_by_role("link", name="reglerna som text")).to_be_visible()
    assert value(page) == DRAFT
    blocked = False
    trouble.get_by_role("button", name="Försök igen").click()
    assert result(page) == "3 saker att se över"


def test_the_same_python_answers_on_the_next_page(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    result(page)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(page.url)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    assert [url for url in asked if "pyodide.asm.wasm" in url] == []


def test_without_shared_workers_a_worker_of_the_page_answers(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.add_init_script("delete window.SharedWorker")
    page.reload()
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"


def test_without_javascript_the_rules_stand_as_text(open_page: OpenPage) -> None:
    page = open_page(PAGE, java_script_enabled=False)
    expect(page.get_by_text("Verktyget har inte startat.")).to_be_visible()
    page.get_by_role("link", name="reglerna som text").first.click()
    expect(page.get_by_role("heading", name="Personnummer Måste åtgärdas")).to_be_visible()


def test_what_goes_with_the_text_is_asked_for_and_checked(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.get_by_label("Bild", exact=True).select_option("Bild utan alternativtext")
    page.get_by_label("Film", exact=True).select_option("Film utan textning")
    check(page, "Så bakar våra elever semlor i skolköket på fredag.")
    assert result(page) == "2 saker att se över"
    expect(page.get_by_role("heading", name="Bildbeskrivning")).to_be_visible()
    expect(page.get_by_role("heading", name="Textning")).to_be_visible()
    page.get_by_label("Bild", exact=True).select_option("Bild med alternativtext")
    page.get_by_label("Film", exact=True).select_option("Film som är textad")
    page.get_by_role("button", name="Granska utkastet").click()
    expect(page.get_by_role("heading", name="Bildbeskrivning")).to_be_hidden()
    expect(page.get_by_role("heading", name="Textning")).to_be_hidden()


def test_a_finding_leads_to_its_rule(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, "Anmäl dig på bit.ly/simskola senast på fredag, så ses vi i vår simhall.")
    assert result(page) == "1 sak att se över"
    page.get_by_role("link", name="Om regeln Förkortad länk").click()
    expect(page.get_by_role("heading", name="Förkortad länk Bör ses över")).to_be_in_viewport()


def test_a_script_that_does_not_load_is_told_and_the_button_sends_the_text_nowhere(open_page: OpenPage) -> None:
    page = open_page(PAGE, expect_trouble=True)
    page.context.route("**/elements/draft-check.js", lambda route: route.abort())
    page.reload()
    page.get_by_label("Ditt utkast").fill("Hemligt utkast")
    page.get_by_role("button", name="Granska utkastet").click()
    expect(page.get_by_text("Verktyget har inte startat.")).to_be_visible(timeout=8_000)
    assert page.url.endswith(PAGE)
    assert value(page) == "Hemligt utkast"


def test_pages_without_a_widget_fetch_no_python(open_page: OpenPage) -> None:
    page = open_page("")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(page.url)
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if "pyodide" in url or url.endswith((".whl", "worker.js", "python.js"))] == []


def test_what_is_typed_is_neither_stored_nor_put_in_the_address(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    check(page, "Hemligheten Zyxelplåt ska inte lämna sidan, ring 070-174 06 51")
    result(page)
    stored = page.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie + location.href + document.title"
    )
    assert "Zyxel" not in stored
    assert [url for url in asked if "Zyxel" in url] == []


def test_copying_the_check_as_a_note(open_page: OpenPage) -> None:
    page = open_page(PAGE, permissions=["clipboard-read", "clipboard-write"])
    check(page, DRAFT)
    result(page)
    page.get_by_role("button", name="Kopiera granskningen som text").click()
    expect(page.locator('[data-part="copy-status"]')).to_have_text("Granskningen är kopierad.")
    note = page.evaluate("navigator.clipboard.readText()")
    assert note.startswith(DRAFT.replace("070-174 06 51", "07•-••• •• ••"))
    assert "1. Måste åtgärdas: ”07•-••• •• ••”" in note


def test_no_picture_of_the_page_is_too_wide_on_a_phone(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(PAGE, phone=True)
    check(page, "#tillsammansärvistarkare " + "A" * 300 + " ring 070-174 06 51 så berättar vi mer för dig")
    result(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
