"""Bemanna svaren in a real browser, as a team leader uses it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.acts import NOT_STARTED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "kommentarer/bemanna-svar/"
BOOT_MS = 90_000
OpenPage = Callable[..., Page]


def ready(open_page: OpenPage, **options: object) -> Page:
    page = open_page(PAGE, **options)
    page.locator("reply-roster[data-ready]").wait_for()
    return page


def solve(page: Page) -> str:
    page.get_by_role("button", name="Gör schemat").click()
    heading = page.locator("#roster-result")
    expect(heading).to_be_visible(timeout=BOOT_MS)
    expect(heading).to_be_focused()
    return heading.inner_text()


def add_person(page: Page, name: str, *, without: str = "") -> None:
    page.get_by_role("button", name="Lägg till en person").click()
    row = page.locator("[data-part=people] > li").last
    expect(row.get_by_label("Namn", exact=True)).to_be_focused()
    row.get_by_label("Namn", exact=True).fill(name)
    if without:
        row.get_by_label(without, exact=True).uncheck()


def download(page: Page, button: str) -> tuple[str, str]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode("utf-8")


def upload(page: Page, button: str, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name=button).first.click()
    waiting.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def told(page: Page):  # type: ignore[no-untyped-def]
    return page.locator("[data-part=import-told]")


def place(page: Page, key: str):  # type: ignore[no-untyped-def]
    return page.locator(f'[data-place="{key}"]')


@pytest.mark.parametrize("phone", [True, False])
def test_the_whole_way_from_an_empty_form_to_a_roster_that_is_edited_and_taken_along(open_page: OpenPage, phone: bool) -> None:
    page = ready(open_page, phone=phone)
    page.get_by_label("Första veckan").fill("2027-01-13")
    page.get_by_label("Första veckan").blur()
    expect(page.get_by_label("Första veckan")).to_have_value("2027-01-11")
    page.get_by_label("Antal veckor").fill("2")
    for name in ("Åsa Öberg", "Björn d'Arc", "Çelik, Ümit"):
        add_person(page, name)
    assert solve(page) == "Alla pass är bemannade"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".roster-week:visible caption")).to_have_text("Vecka 2 (11–15 januari)")
    assert page.locator(".load").count() == 3

    # Take somebody off: the gap shows, is told, and can be taken back.
    cell = place(page, "2027-01-12 am facebook")
    before = cell.inner_text()
    cell.click()
    expect(page.locator("#cell-heading")).to_have_text("Tisdag 12 januari förmiddag på Facebook")
    page.get_by_role("button", name="Ta bort", exact=True).last.click()
    expect(cell).to_have_text("Saknas")
    expect(cell).to_be_focused()
    expect(page.locator("#roster-result")).to_have_text("1 plats saknar någon")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("#roster-result")).to_have_text("Alla pass är bemannade")
    assert cell.inner_text() == before

    # "Mina pass", and files that others read.
    page.get_by_label("Visa pass för").select_option("Åsa Öberg")
    mine = page.locator("[data-part=mine-list] li").count()
    assert mine > 0
    name, text = download(page, "Ladda ner kalenderfil")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert name.endswith(".ics")
    assert sum((event["DTEND"].dt - event["DTSTART"].dt).total_seconds() for event in events) >= mine * 4 * 3600
    name, text = download(page, "Ladda ner till Excel")
    assert name.endswith(".csv")
    assert text.startswith("\ufeffDatum;")
    assert "Çelik, Ümit" in text


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_role("button", name="Gör schemat").click()
    errors = page.locator("[data-part=errors]")
    expect(errors).to_be_focused()
    expect(errors).to_contain_text("Lägg till minst en person som kan svara.")
    errors.get_by_role("link", name="Lägg till minst en person").click()
    expect(page.get_by_role("button", name="Lägg till en person")).to_be_focused()
    add_person(page, "")
    page.locator("[data-part=people] summary").first.click()
    page.get_by_role("button", name="Gör schemat").click()
    expect(errors).to_contain_text("Person 1 saknar namn.")
    errors.get_by_role("link").first.click()
    expect(page.get_by_label("Namn", exact=True)).to_be_focused()
    page.get_by_label("Namn", exact=True).fill("Siv")
    page.get_by_label("Antal veckor").fill("80")
    page.get_by_role("button", name="Gör schemat").click()
    expect(errors).to_contain_text("heltal", timeout=BOOT_MS)
    errors.get_by_role("link").first.click()
    expect(page.get_by_label("Antal veckor")).to_be_focused()
    assert page.get_by_label("Namn", exact=True).input_value() == "Siv"


def test_a_gap_comes_with_the_smallest_repair(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_label("Första veckan").fill("2027-01-11")
    page.get_by_label("Antal veckor").fill("1")
    for name in ("Amir", "Karin", "Ali"):
        add_person(page, name, without="LinkedIn")
    assert solve(page) == "10 platser saknar någon"
    repairs = page.locator("[data-part=repairs-section]")
    expect(repairs).to_be_visible(timeout=BOOT_MS)
    expect(repairs).to_contain_text("LinkedIn")
    expect(repairs).to_contain_text("Det går ihop om Ali, Amir eller Karin får ta LinkedIn")


def test_somebody_falls_ill_and_few_places_change(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_label("Första veckan").fill("2027-01-11")
    for name in ("Amir", "Karin", "Ali", "Siv"):
        add_person(page, name)
    solve(page)
    sick = [shift.inner_text() for shift in page.locator('[data-place^="2027-01-14"]').all() if "Karin" in shift.inner_text()]
    page.get_by_label("Vem?").select_option("Karin")
    page.locator("#sick-from").fill("2027-01-14")
    page.get_by_role("button", name="Planera om").click()
    changes = page.locator("[data-part=changes] li")
    expect(page.locator("[data-part=undo-text]")).to_contain_text("Schemat", timeout=BOOT_MS)
    assert len(sick) <= changes.count() <= 2 * len(sick)
    assert not any("Karin" in shift.inner_text() for shift in page.locator('[data-place^="2027-01-14"]').all())
    expect(page.locator("[data-part=people] > li").nth(1).locator("summary")).to_contain_text("borta 14 januari")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("[data-part=people] > li").nth(1).locator("summary")).not_to_contain_text("borta")


def test_a_plan_is_saved_and_opened_again(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_role("button", name="Fyll i ett exempel").click()
    page.get_by_label("Första veckan").fill("2027-01-11")
    page.get_by_label("Antal veckor").fill("2")
    solve(page)
    cells = page.locator(".place").all_inner_texts()
    name, text = download(page, "Spara planen som fil")
    plan = json.loads(text)
    assert (name, plan["format"]) == ("bemanning-2027-01-11.json", "roster-plan/1")

    other = ready(open_page)
    upload(other, "Öppna en sparad plan", name, text.encode())
    expect(other.locator("#roster-result")).to_be_visible(timeout=BOOT_MS)
    assert other.locator(".place").all_inner_texts() == cells
    assert other.locator("[data-part=people] > li").count() == len(plan["instance"]["people"])
    upload(other, "Öppna en sparad plan", "fel.json", b'{"format": "roster-plan/9"}')
    expect(told(other)).to_be_focused()
    assert other.locator("[data-part=people] > li").count() == len(plan["instance"]["people"])


def test_people_and_absences_come_from_files_with_a_line_per_bad_row(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_label("Första veckan").fill("2027-01-11")
    table = "Namn;Titel;Enhet;Kanaler;Frånvaro;Max pass per vecka\nÅsa Öberg;kommunikatör;AKN;Facebook, LinkedIn;2027-01-12;4\nBo Ek;;;Myspace;;\nLo Dahl;;;;2027-02-30;\n"
    upload(page, "Hämta personer från CSV", "personer.csv", table.encode("cp1252"))
    expect(told(page)).to_be_focused(timeout=BOOT_MS)
    problems = told(page).locator("li").all_inner_texts()
    assert len(problems) == 2
    assert problems[0].startswith("Rad 3")
    assert problems[1].startswith("Rad 4")
    expect(page.locator("[data-part=people] summary").first).to_contain_text(
        "Åsa Öberg kommunikatör, AKN · Facebook, LinkedIn · borta 12 januari"
    )
    upload(
        page,
        "Hämta frånvaro från CSV",
        "ledigt.csv",
        "Namn;Från;Till;Del av dag\nÅsa Öberg;2027-01-14;2027-01-15;\nOkänd Person;2027-01-14;;\n".encode(),
    )
    expect(told(page).locator("li")).to_have_count(1, timeout=BOOT_MS)
    expect(page.locator("[data-part=people] summary").first).to_contain_text("borta vid 2 tillfällen")


def test_posts_come_from_a_calendar_and_a_late_hot_one_is_warned_about(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_label("Första veckan").fill("2027-01-11")
    page.get_by_label("Antal veckor").fill("1")
    for name in ("Amir", "Karin", "Ali", "Siv", "Bo", "Eva"):
        add_person(page, name)
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//prov//SV\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:20270115T150000Z\r\nDTEND:20270115T153000Z\r\nSUMMARY:Nya avgifter\\, hela listan\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    upload(page, "Hämta inlägg från en kalenderfil", "plan.ics", calendar.encode())
    expect(told(page)).to_contain_text("1 inlägg är hämtat", timeout=BOOT_MS)
    post = page.locator("[data-part=posts] > li")
    expect(post.get_by_label("Rubrik")).to_have_value("Nya avgifter, hela listan")
    expect(post.get_by_label("Publiceras")).to_have_value("2027-01-15T16:00")
    post.get_by_label("Facebook", exact=True).check()
    post.get_by_label("Vi väntar många kommentarer").check()
    post.get_by_label("Innehållet är laddat").check()
    solve(page)
    warnings = page.locator("[data-part=warnings]")
    expect(warnings).to_contain_text("fredag")
    expect(warnings).to_contain_text("Skicka vanliga frågor och svar till kontaktcenter")
    assert len(place(page, "2027-01-15 pm facebook").locator(".place__who").all()) == 2


def test_a_long_search_can_be_stopped_with_the_best_so_far(open_page: OpenPage) -> None:
    page = ready(open_page)
    page.get_by_label("Första veckan").fill("2027-01-11")
    page.get_by_label("Antal veckor").fill("26")
    for number in range(12):
        add_person(page, f"Person {number}")
        row = page.locator("[data-part=people] > li").last
        row.get_by_label("Kan bevaka flera kanaler").check()
        row.get_by_label("Högst antal pass per vecka").fill(str(2 + number % 3))
    page.get_by_role("button", name="Gör schemat").click()
    stop = page.get_by_role("button", name="Stanna och visa det bästa hittills")
    expect(stop).to_be_visible(timeout=BOOT_MS)
    expect(page.locator("[data-part=progress-bar]")).to_have_attribute("value", re.compile(r"\d"), timeout=BOOT_MS)
    stop.click()
    expect(page.locator("#roster-result")).to_be_visible(timeout=BOOT_MS)
    expect(page.locator("[data-part=proof] li")).to_have_count(4)


def test_nothing_typed_is_lost_when_python_does_not_start(open_page: OpenPage) -> None:
    page = open_page("", expect_trouble=True)
    broken = True
    page.add_init_script("delete window.SharedWorker")
    page.context.route("**/pyodide.asm.wasm", lambda route: route.abort() if broken else route.continue_())
    page.goto(page.url + PAGE)
    page.locator("reply-roster[data-ready]").wait_for()
    add_person(page, "Siv")
    page.get_by_role("button", name="Gör schemat").click()
    trouble = page.locator("[data-part=trouble]")
    expect(trouble).to_contain_text(NOT_STARTED, timeout=BOOT_MS)
    assert page.get_by_label("Namn", exact=True).input_value() == "Siv"
    _, text = download(page, "Spara planen som fil")
    assert json.loads(text)["instance"]["people"][0]["name"] == "Siv"
    broken = False
    trouble.get_by_role("button", name="Försök igen").click()
    expect(page.locator("#roster-result")).to_be_visible(timeout=BOOT_MS)
