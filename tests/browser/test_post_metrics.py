"""Följ upp in a real browser, from the exports that someone chooses to the report that is copied."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acts import press
from tests.browser.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "uppfoljning/folj-upp/"
NOW = "2026-11-03T09:05:00+01:00"
BOOT_MS = 90_000
OpenPage = Callable[..., Page]
File = tuple[str, bytes]

# Written for these tests: (published as Meta writes it, text, reach, link clicks, reactions, comments, shares).
POSTS = [
    (
        "09/07/2026 08:10",
        "På måndag stänger vi Södergatan för nya vattenledningar. Bussarna kör en annan väg.",
        9_400,
        41,
        60,
        22,
        18,
    ),
    ("09/21/2026 12:00", "Anmäl ditt barn till simskolan i länken. Platserna tar slut fort.", 6_100, 702, 33, 9, 4),
    ("10/05/2026 07:30", "Vattnet är avstängt på Kullagatan i kväll mellan klockan 20 och 23.", 12_350, 12, 41, 30, 55),
    ("10/12/2026 16:45", "Boka plats på öppet hus på vuxenutbildningen den 28 oktober. Länken finns här.", 3_020, 415, 25, 3, 2),
    ("10/19/2026 09:00", "Vad ska den nya lekplatsen i Råå heta? Skriv ditt förslag i en kommentar!", 8_800, 7, 310, 240, 21),
    ("10/26/2026 11:15", "Nu är parken vid Olympia klar, med tolv nya bänkar och belysning längs gångvägen.", 2_480, 5, 77, 4, 1),
]
FACEBOOK = (
    "Publicerings-id|Sidnamn|Titel|Publiceringstid|Permalänk|Inläggstyp|Datum|Räckvidd|"
    "Reaktioner|Kommentarer|Delningar|Totalt antal klick|Länkklick"
).split("|")


def table(rows: list[list[object]], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def facebook(posts: list[tuple[str, str, int, int, int, int, int]] = POSTS, **style: str) -> bytes:
    rows: list[list[object]] = [[*FACEBOOK]]
    for number, (published, text, reach, clicks, reactions, comments, shares) in enumerate(posts):
        link = f"https://www.facebook.com/stad/posts/{number}"
        kind = [10**14 + number, "Staden", text, published, link, "Foton", "Livstid"]
        rows.append([*kind, reach, reactions, comments, shares, clicks + 500, clicks])
    return table(rows, **style)


LINKEDIN = table(
    [
        ["All posts created between 09/01/2026 and 10/31/2026, updated daily."],
        ["Post title", "Post link", "Post type", "Created date", "Impressions", "Clicks", "Likes", "Comments", "Reposts"],
        ["Vi söker en nätverkstekniker. Sök senast på fredag.", "https://www.linkedin.com/feed/update/1", "Organic", "10/06/2026", "6,120", 214, 133, 9, 21],
        ["Så byggde vi om biblioteket, steg för steg.", "https://www.linkedin.com/feed/update/2", "Organic", "10/20/2026", "1,031", 12, 40, 2, 1],
    ],
    encoding="utf-16",
)  # fmt: skip
UNKNOWN = table(
    [["Dag", "Rubrik", "Nådda", "Gillat"], ["02/10/2026", "Ny cykelbana", "1 500", 20], ["21/10/2026", "Höstlov", "900", 7]],
    ";",
    "cp1252",
)


def start(open_page: OpenPage, **options: object) -> Page:
    page = open_page(PAGE, now=NOW, **options)
    page.locator("post-metrics[data-ready]").wait_for()
    return page


def choose(page: Page, *files: File) -> None:
    page.get_by_label("Filer från Meta").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    )


def status(page: Page) -> Locator:
    return page.locator('[data-part="status"]')


def read(page: Page, *files: File, told: str) -> None:
    choose(page, *files)
    expect(status(page)).to_contain_text(told, timeout=BOOT_MS)


def show(page: Page) -> str:
    press(page, "Visa uppföljningen")
    heading = page.locator("#metrics-result")
    expect(heading).to_be_focused(timeout=BOOT_MS)
    return heading.inner_text()


def months(page: Page) -> list[list[str]]:
    """The table of months: its cells without the marks of notes, spaces as they are."""
    return page.locator('[data-part="months"] tbody tr').evaluate_all(
        """rows => rows.map(row => [...row.cells].map(cell => {
            const copy = cell.cloneNode(true);
            copy.querySelectorAll("sup").forEach(mark => mark.remove());
            return copy.textContent.replace(/\\u00a0/g, " ");
        }))"""
    )


def file(page: Page, name: str) -> Locator:
    return page.locator(".metrics-file").filter(
        has=page.locator(".metrics-file__name", has_text=re.compile(f"^{re.escape(name)}$"))
    )


def download(page: Page, button: str) -> tuple[str, str]:
    with page.expect_download(timeout=BOOT_MS) as waiting:
        press(page, button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode("utf-8")


def test_an_unknown_file_is_counted_only_when_its_columns_are_pointed_out(open_page: OpenPage) -> None:
    page = start(open_page)
    read(page, ("egen.csv", UNKNOWN), told="Berätta vad kolumnerna betyder i egen.csv.")
    expect(page.get_by_role("button", name="Visa uppföljningen")).to_be_hidden()
    form = page.get_by_role("group", name="Vilka kolumner är vilka i egen.csv?")
    expect(form.get_by_role("table")).to_contain_text("Ny cykelbana")
    for label, value, error in [
        ("Kanal", "instagram", "Välj kolumnen som säger när inlägget publicerades."),
        ("Publiceringstid", "Dag", "Välj minst en kolumn med siffror."),
        ("Räckvidd", "Nådda", "Välj hur datumen står."),
    ]:
        form.get_by_label(label, exact=True).select_option(value)
        press(page, "Använd kolumnerna")
        expect(form.get_by_role("alert")).to_contain_text(error)
    form.get_by_label("Reaktioner").select_option("Nådda")
    form.get_by_label("Så står datumen").select_option("dmy")
    press(page, "Använd kolumnerna")
    expect(form.get_by_role("alert")).to_contain_text("Kolumnen ”Nådda” är vald två gånger.")
    form.get_by_label("Reaktioner").select_option("Gillat")
    press(page, "Använd kolumnerna")
    expect(status(page)).to_contain_text("1 fil är läst.", timeout=BOOT_MS)
    expect(form).to_have_count(0)
    show(page)
    assert months(page) == [["Instagram Oktober 2026", "2", "2 400", "–", "–", "27", "–", "–"]]
    file(page, "egen.csv").get_by_text("Så läste vi kolumnerna").click()
    press(page, "Ändra kolumnerna")
    expect(form).to_be_focused()
    expect(form.get_by_label("Räckvidd")).to_have_value("Nådda")


def test_files_that_cannot_be_read_say_why_and_the_others_go_on(open_page: OpenPage) -> None:
    page = start(open_page)
    header = facebook([])
    broken = facebook([("10/05/2026 07:30", "Hej", -5, 1, 1, 1, 1)])
    daily = facebook().replace(b"Livstid", b"10/05/2026")
    read(
        page,
        ("bra.csv", facebook()),
        ("tom.csv", b""),
        ("rubriker.csv", header),
        ("blad.pdf", b"%PDF-1.7 x"),
        ("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("dagar.csv", daily),
        ("minus.csv", broken),
        told="2 av 7 filer är lästa.",
    )
    for name, why in [
        ("tom.csv", "tom"),
        ("rubriker.csv", "inga rader"),
        ("blad.pdf", "pdf"),
        ("gammal.xls", "CSV"),
        ("dagar.csv", "varje inlägg och dag"),
    ]:
        expect(file(page, name)).to_contain_text(why)
    show(page)
    expect(page.locator('[data-part="problems"]')).to_contain_text("minus.csv, rad 2")
    file(page, "minus.csv").get_by_role("button", name="Ta bort").click()
    expect(page.locator("#metrics-result")).to_be_hidden()
    # Another file of the same name.
    read(page, ("bra.csv", facebook(POSTS[2:])), told="2 av 7 filer är lästa.")
    expect(file(page, "bra (2).csv")).to_contain_text("4 inlägg")


def test_without_javascript_the_page_says_what_to_do_and_shows_the_columns(open_page: OpenPage) -> None:
    page = open_page(PAGE, java_script_enabled=False)
    expect(page.get_by_text("Verktyget har inte startat.")).to_be_visible()
    assert page.locator("post-metrics .button").locator("visible=true").count() == 0
    assert "Publiceringstid" in (page.locator(".metrics-layouts").text_content() or "")


def test_from_two_exports_to_a_report_that_is_copied(open_page: OpenPage) -> None:
    page = start(open_page, phone=True, permissions=["clipboard-read", "clipboard-write"])
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    read(page, ("zyxel.csv", facebook()), ("li.csv", LINKEDIN), told="2 filer är lästa.")
    expect(file(page, "zyxel.csv")).to_contain_text("6 inlägg, 7 september–26 oktober 2026.")
    page.get_by_label("Följare på Facebook").fill("20 000")
    assert show(page) == "Oktober 2026: 6 inlägg på Facebook och LinkedIn"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert months(page) == [
        ["Facebook September 2026", "2", "15 500", "–", "743", "146", "0,73 %", "–"],
        ["Facebook Oktober 2026", "4", "26 650", "–", "439", "809", "4,0 %", "–"],
        ["LinkedIn Oktober 2026", "2", "–", "–", "226", "206", "–", "–"],
    ]
    expect(page.locator(".metrics-leads")).to_contain_text("Facebook: 809 interaktioner, mot 146 i september.")
    expect(page.locator(".metrics-notes")).to_contain_text("inte unika personer")
    expect(page.locator(".metrics-notes")).to_contain_text("antalet följare är inte ifyllt")
    decision = page.get_by_label("Det här ändrar vi", exact=True)
    decision.fill("Zyxel ritar en karta.\nEva ordnar mallen.")
    press(page, "Kopiera rapporten")
    expect(page.locator('[data-part="out-status"]')).to_have_text("Rapporten är kopierad.")
    report = page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")
    assert report.startswith("Oktober 2026: 6 inlägg på Facebook och LinkedIn\n\nI korthet\nFacebook: 809 interaktioner,")
    assert (
        "Facebook: 4 inlägg, räckvidd, summerad 26 650, videovisningar –, länkklick 439, interaktioner 809, engagemangsgrad 4,0 %"
        in report
    )
    assert "Länkklick på LinkedIn: LinkedIns Clicks räknar alla klick på inlägget, inte bara på länken." in report
    assert "Interaktioner på Facebook och LinkedIn: Saknas i filen och räknas inte med: sparade." in report
    assert re.search(r"\nMål: (Informera|Aktivera|Engagera|Osäkert) \d", report)  # names keep their capital, as Helsingborg does
    assert "Underlag: zyxel.csv och li.csv. Räknat 3 november 2026." in report
    assert report.endswith("Det här ändrar vi\nZyxel ritar en karta.\nEva ordnar mallen.\n")
    # One channel, and then another month.
    page.get_by_label("Kanal", exact=True).select_option("facebook")
    expect(page.locator("#metrics-result")).to_have_text("Oktober 2026: 4 inlägg på Facebook", timeout=BOOT_MS)
    page.get_by_label("Månad", exact=True).select_option("2026-09")
    expect(page.locator("#metrics-result")).to_have_text("September 2026: 2 inlägg på Facebook", timeout=BOOT_MS)
    expect(decision).to_have_value(re.compile("karta"))
    # A channel without figures is told; a note beside a figure is not heard as a part of it.
    page.get_by_label("Kanal", exact=True).select_option("")
    expect(page.locator(".metrics-leads")).to_contain_text(
        "LinkedIn: inga siffror för september 2026 i filerna.", timeout=BOOT_MS
    )
    expect(page.get_by_role("cell", name=re.compile(r"^15\s500 not 1$"))).to_be_visible()
    # Nothing of it is stored, sent or in the address.
    kept = page.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie + location.href + document.title"
    )
    assert "yxel" not in kept
    assert [url for url in sent if "yxel" in url] == []


def test_charts_downloads_and_print_show_the_same_figures(open_page: OpenPage) -> None:
    page = start(open_page)
    page.locator("post-metrics form").evaluate("form => form.requestSubmit()")
    expect(page.locator(".errors")).to_contain_text("Välj minst en fil.")
    read(page, ("fb.csv", facebook()), told="1 fil är läst.")
    for wrong in ["många", "-3", "12,5"]:
        page.get_by_label("Följare på Facebook").fill(wrong)
        press(page, "Visa uppföljningen")
        expect(page.locator(".errors")).to_be_focused()
        expect(page.locator(".errors")).to_contain_text("Facebook: skriv antalet följare med siffror")
    page.get_by_label("Följare på Facebook").fill("0")
    expect(page.locator(".errors")).to_be_hidden()
    show(page)
    assert [row[6] for row in months(page)] == ["–", "–"]
    expect(page.locator(".metrics-notes")).to_contain_text("antalet följare är 0")
    # Charts say what they show, as a picture and as a table.
    chart = page.get_by_role("img", name="Facebook: interaktioner per månad")
    expect(chart).to_have_accessible_name("Facebook: interaktioner per månad September 2026: 146. Oktober 2026: 809.")
    page.get_by_label("Mått", exact=True).select_option("link_clicks")
    expect(page.get_by_role("img", name="Facebook: länkklick per månad")).to_be_visible()
    page.get_by_label("Mått", exact=True).select_option("video_views")
    expect(page.locator('[data-part="charts"]')).to_contain_text("Facebook: videovisningar per månad: –.")
    assert page.locator("post-metrics [style], post-metrics svg script").count() == 0
    # Files for a spreadsheet: all months, and the posts of the month that is shown.
    name, text = download(page, "Ladda ner månaderna till Excel (.csv)")
    assert name.endswith(".csv")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert [row[1:4] for row in rows[1:]] == [["2026-09", "2", "15500"], ["2026-10", "4", "26650"]]
    name, text = download(page, "Ladda ner inläggen till Excel (.csv)")
    assert len(list(csv.reader(io.StringIO(text[1:]), delimiter=";"))) == 1 + 4
    expect(page.locator('[data-part="out-status"]')).to_have_text(f"Filen {name} ligger bland dina hämtade filer.")
    # The report alone is printed, with lines to write on, on one page.
    page.emulate_media(media="print")
    expect(page.locator(".metrics-report")).to_be_visible()
    for hidden in ["post-metrics form", ".metrics-bar", '[data-part="charts"]', '[data-part="decision"]']:
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.locator(".metrics-report__lines").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_reading_can_be_stopped_and_begun_again_and_files_can_be_dropped(open_page: OpenPage) -> None:
    page = start(open_page)
    many = facebook([(f"10/{1 + n % 28:02}/2026 07:30", f"Text {n}", n, 1, 1, 1, 1) for n in range(12_000)])
    choose(page, ("stor.csv", many))
    expect(page.locator('[data-part="progress-text"]')).to_contain_text("procent", timeout=BOOT_MS)
    press(page, "Stoppa")
    expect(status(page)).to_have_text("Stoppat. Inget är räknat.")
    expect(page.get_by_role("button", name="Läs filerna igen")).to_be_focused()
    expect(page.get_by_role("button", name="Visa uppföljningen")).to_be_hidden()
    expect(page.locator('[data-part="progress"]')).to_be_hidden()
    press(page, "Läs filerna igen")
    expect(status(page)).to_contain_text("1 fil är läst.", timeout=BOOT_MS)
    press(page, "Ta bort alla filer")
    expect(page.get_by_label("Filer från Meta")).to_be_focused()
    expect(page.locator(".metrics-file")).to_have_count(0)
    data = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "släppt.csv"));
            return data;
        }""",
        facebook().decode("utf-8-sig"),
    )
    page.dispatch_event('[data-part="drop"]', "dragover", {"dataTransfer": data})
    assert page.locator("[data-over]").count() == 1
    page.dispatch_event('[data-part="drop"]', "drop", {"dataTransfer": data})
    expect(status(page)).to_contain_text("1 fil är läst.", timeout=BOOT_MS)
    assert page.locator("[data-over]").count() == 0


def test_stopping_another_choice_keeps_what_is_shown(open_page: OpenPage) -> None:
    page = start(open_page)
    texts = [("10/21/2026 12:00", "Anmäl dig.", 5, 1, 1, 1, 1)]
    texts += [(f"09/{1 + n % 28:02}/2026 07:30", f"Vi stänger gata {n} för nya ledningar.", n, 1, 1, 1, 1) for n in range(1_200)]
    read(page, ("fb.csv", facebook(texts)), told="1 fil är läst.")
    page.get_by_label("Följare på Facebook").fill("1000")
    assert show(page) == "Oktober 2026: 1 inlägg på Facebook"
    month = page.get_by_label("Månad", exact=True)
    month.select_option("")
    press(page, "Stoppa")
    expect(page.locator('[data-part="result-status"]')).to_have_text("Stoppat. Siffrorna är desamma som förut.")
    expect(month).to_be_focused()
    expect(month).to_have_value("2026-10")
    expect(page.locator("#metrics-result")).to_have_text("Oktober 2026: 1 inlägg på Facebook")
    name, text = download(page, "Ladda ner inläggen till Excel (.csv)")
    assert (name, len(text.splitlines())) == ("uppfoljning-inlagg-2026-10.csv", 2)


@pytest.mark.parametrize(("scheme", "phone"), [("light", True), ("dark", False)])
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, scheme: str, phone: bool) -> None:
    page = start(open_page, color_scheme=scheme, phone=phone)
    if phone:
        page.set_viewport_size({"width": 320, "height": 640})
    read(page, ("fb.csv", facebook()), ("li.csv", LINKEDIN), ("egen.csv", UNKNOWN), told="2 av 3 filer är lästa.")
    page.get_by_label("Följare på Facebook").fill("många")
    press(page, "Visa uppföljningen")
    expect(page.locator(".errors")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Följare på Facebook").fill("20 000")
    show(page)
    for fold in page.locator(".metrics summary").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    if phone:
        small = page.evaluate(
            """() => [...document.querySelectorAll("post-metrics :is(button, select, textarea, input, summary)")]
                .filter(node => node.offsetParent).map(node => [node.textContent || node.id, node.getBoundingClientRect().height])
                .filter(([, height]) => height < 43.9)"""
        )
        assert small == []


@pytest.mark.long
def test_fifty_thousand_rows_do_not_freeze_the_page(open_page: OpenPage, browser: Browser, tmp_path: Path) -> None:
    page = start(open_page)
    read(page, ("liten.csv", facebook()), told="1 fil är läst.")
    press(page, "Ta bort alla filer")
    filler = "Vi berättar om vad som händer i staden den här veckan. " * 5
    many = facebook([(f"{1 + n % 10:02}/{1 + n % 28:02}/2026 07:30", f"{n} {filler}", n, 1, 1, 1, 1) for n in range(50_000)])
    assert len(many) > 18_000_000
    path = tmp_path / "stor.csv"
    path.write_bytes(many)
    browser.start_tracing(page=page, categories=["toplevel", "__metadata"], path=tmp_path / "trace.json")
    page.get_by_label("Filer från Meta").set_input_files(path)
    expect(page.locator('[data-part="progress-text"]')).to_contain_text("procent", timeout=BOOT_MS)
    expect(status(page)).to_contain_text("1 fil är läst.", timeout=BOOT_MS)
    show(page)
    browser.stop_tracing()
    events = json.loads((tmp_path / "trace.json").read_text(encoding="utf-8"))["traceEvents"]
    mains = {one["tid"] for one in events if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"}
    # The processor's time, in microseconds: a busy computer makes a task no longer.
    tasks = [one.get("tdur", 0) for one in events if one["tid"] in mains and one["name"].endswith("RunTask")]
    assert len(tasks) > 100
    assert max(tasks) < 100_000
