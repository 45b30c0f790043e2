"""Frågor och svar till kontaktcenter in a real browser, as the one who publishes fills it in."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import leaves_without_warning, mails, press
from tests.browser.axe import EVERY_LOOK, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "kommentarer/fragor-till-kontaktcenter/"
NOW = "2026-11-22T22:05:00+01:00"
OpenPage = Callable[..., Page]
TEXT = """Frågor och svar till kontaktcenter

Inlägg: Vi stänger ”Slottshagens” lekplats 🛝
Utkast: https://example.se/utkast/1
Kanaler: Facebook, Instagram och @lekplatser_hbg
Publiceras: tisdag 24 november 2026 klockan 9.05

Det viktigaste i en mening
Lekplatsen är stängd till i augusti, för att vi bygger en ny.

Frågor och svar

1. Varför "mitt i sommaren"?
Svar: Vi hittade röta 😬

– och vill inte att någon skadar sig.
Länk: https://example.se/rota?a=1&b=2#plats
Svarar: Kontaktcenter

2. Vad kostar den?
Svar: Det står i beslutet.
Svarar: Ulla Påhittad

Det här vet vi inte än
Vilken dag vi öppnar.
Då vet vi mer: fredag klockan 15

Det här svarar vi inte på
Enskilda ärenden.
Hänvisa till: helsingborg.se/kontakt

Fråga oss under dagen
Namn: Ulla Påhittad
Nås på: Teams
Mellan: 8.00–16.30
Förvaltning: Stadsbyggnadsförvaltningen

Skrivet: söndag 22 november 2026 klockan 22.05"""


def start(open_page: OpenPage, **options: object) -> Page:
    page = open_page(PAGE, now=NOW, **options)
    page.locator("kc-faq[data-ready]").wait_for()
    return page


def fill(page: Page) -> None:
    """Fill in the whole form, with two questions: what TEXT shows."""
    page.get_by_label("Titel eller första rad").fill("Vi stänger ”Slottshagens” lekplats 🛝")
    page.get_by_label("Länk till utkastet").fill("https://example.se/utkast/1")
    page.get_by_label("Facebook").check()
    page.get_by_label("Instagram").check()
    page.get_by_label("Annat konto").fill("@lekplatser_hbg")
    page.get_by_label("Dag och klockslag då").fill("2026-11-24T09:05")
    page.get_by_label("Det viktigaste i en mening").fill("Lekplatsen är stängd till i augusti, för att vi bygger en ny.")
    ask(page, 1, 'Varför "mitt i sommaren"?', "  Vi hittade röta 😬\n\n– och vill inte att någon skadar sig.\n", "Kontaktcenter")
    question(page, 1).get_by_label("Länk").fill("https://example.se/rota?a=1&b=2#plats")
    add(page)
    ask(page, 2, "Vad kostar den?", "Det står i beslutet.", "Ulla Påhittad")
    page.get_by_label("Det här vet vi inte än").fill("Vilken dag vi öppnar.")
    page.get_by_label("När vet ni mer?").fill("fredag klockan 15")
    page.get_by_label("Det här svarar vi inte på").fill("Enskilda ärenden.")
    page.get_by_label("Vart vänder sig personen").fill("helsingborg.se/kontakt")
    page.get_by_label("Namn", exact=True).fill("Ulla Påhittad")
    page.get_by_label("Telefon, Teams eller mejl").fill("Teams")
    page.get_by_label("Från klockan").fill("08:00")
    page.get_by_label("Till klockan").fill("16:30")
    page.get_by_label("Förvaltning", exact=True).select_option("Stadsbyggnadsförvaltningen")


def question(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=f"Fråga {number}", exact=True)


def ask(page: Page, number: int, asked: str, answer: str, who: str) -> None:
    group = question(page, number)
    group.get_by_label("Frågan").fill(asked)
    group.get_by_label("Svaret").fill(answer)
    group.get_by_label("Vem svarar?").fill(who)


def add(page: Page) -> None:
    page.get_by_role("button", name="Lägg till en fråga").click()


def preview(page: Page) -> str:
    return page.locator('[data-part="preview"]').text_content() or ""


def asked(page: Page) -> list[str]:
    return [field.input_value() for field in page.get_by_label("Frågan", exact=True).all()]


def told(page: Page) -> Locator:
    return page.locator('[data-part="result-status"]')


@pytest.mark.parametrize("phone", [True, False])
def test_fill_in_see_the_text_grow_and_copy_it(open_page: OpenPage, phone: bool) -> None:
    page = start(open_page, phone=phone, permissions=["clipboard-read", "clipboard-write"])
    fill(page)
    assert preview(page) == TEXT
    press(page, "Kopiera texten")
    expect(told(page)).to_have_text("Texten är kopierad.")
    assert page.evaluate("navigator.clipboard.readText()") == TEXT
    assert page.locator(".errors").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_download_gives_the_same_text_as_a_file(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    with page.expect_download() as download:
        press(page, "Ladda ner som textfil")
    assert download.value.suggested_filename == "fragor-och-svar-till-kontaktcenter.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8") == TEXT
    assert leaves_without_warning(page)


def test_a_short_text_goes_to_the_mail_program_whole(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    page.get_by_label("Kontaktcenters mejladress").fill("kc@example.se")
    opened = mails(page)
    press(page, "Öppna i mejlprogrammet")
    expect(told(page)).to_contain_text("Hände inget? Kopiera texten")
    address = urlsplit(opened[0])
    assert address.path == "kc@example.se"
    assert parse_qs(address.query) == {
        "subject": ["Frågor och svar till kontaktcenter: Vi stänger ”Slottshagens” lekplats 🛝"],
        "body": [TEXT.replace("\n", "\r\n")],
    }
    page.wait_for_timeout(1_500)
    assert not leaves_without_warning(page)  # no browser says whether there is a mail program


@pytest.mark.parametrize("extra", ["å" * 400, "A" * 3_000, "👩‍🚒" * 60])
def test_a_text_too_long_for_the_mail_program_is_copied_instead(open_page: OpenPage, extra: str) -> None:
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    fill(page)
    question(page, 2).get_by_label("Svaret").fill(extra)
    opened = mails(page)
    press(page, "Öppna i mejlprogrammet")
    instead = page.get_by_role("button", name="Kopiera texten och öppna ett tomt mejl")
    expect(instead).to_be_focused()
    expect(instead).to_have_accessible_description(
        "Texten är för lång för att följa med till mejlprogrammet. Kopiera den, öppna ett tomt mejl och klistra in."
    )
    assert opened == []
    instead.click()
    expect(told(page)).to_have_text("Texten är kopierad.")
    assert page.evaluate("navigator.clipboard.readText()") == TEXT.replace("Det står i beslutet.", extra)
    assert unquote(opened[0]).endswith("lekplats 🛝&body=")
    assert len(opened[0]) < 2_000


def test_the_limit_of_a_mail_address_is_met_to_the_character(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    opened = mails(page)
    press(page, "Öppna i mejlprogrammet")
    expect(told(page)).to_contain_text("Hände inget?")
    room = 2_000 - len(opened[0])
    answer = question(page, 2).get_by_label("Svaret")
    answer.fill("Det står i beslutet." + "A" * room)
    press(page, "Öppna i mejlprogrammet")
    expect(told(page)).to_contain_text("Hände inget?")
    assert len(opened[1]) == 2_000
    answer.fill("Det står i beslutet." + "A" * (room + 1))
    press(page, "Öppna i mejlprogrammet")
    expect(page.locator('[data-part="long"]')).to_be_visible()
    assert len(opened) == 2


def test_half_a_surrogate_pair_opens_a_mail_all_the_same(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    opened = mails(page)
    page.evaluate("document.querySelector('#faq-post').value = 'Hej \\ud83d hopp'")
    press(page, "Öppna i mejlprogrammet")
    expect(told(page)).to_contain_text("Hände inget?")
    assert "Hej \ufffd hopp" in unquote(opened[0])


def test_what_is_missing_is_listed_in_order_and_beside_each_field(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    for label in ("Titel eller första rad", "Dag och klockslag då", "När vet ni mer?", "Till klockan"):
        page.get_by_label(label).fill("")
    for label in ("Facebook", "Instagram"):
        page.get_by_label(label).uncheck()
    page.get_by_label("Annat konto").fill("   ")
    question(page, 2).get_by_label("Svaret").fill("\n \n")
    page.get_by_label("Kontaktcenters mejladress").fill("kontaktcenter")
    press(page, "Kopiera texten")
    summary = page.locator(".errors")
    expect(summary).to_be_focused()
    assert page.title().startswith("Fel: ")
    sentences = [
        "Skriv inläggets titel eller första rad.",
        "Välj minst en kanal, eller skriv ett annat konto.",
        "Skriv både vilken dag och vilket klockslag inlägget går ut.",
        "Skriv svaret på fråga 2.",
        "Skriv när ni vet mer.",
        "Skriv mellan vilka klockslag personen går att nå, det tidigaste först.",
        "Skriv hela mejladressen, till exempel namn@helsingborg.se, eller lämna fältet tomt.",
    ]
    assert summary.get_by_role("link").all_inner_texts() == sentences
    shown = [line.inner_text() for line in page.locator(".field__error").all() if line.is_visible()]
    assert shown == sentences
    summary.get_by_role("link", name="Skriv svaret på fråga 2.").click()
    expect(question(page, 2).get_by_label("Svaret")).to_be_focused()
    expect(question(page, 2).get_by_label("Svaret")).to_have_accessible_description("⚠ Skriv svaret på fråga 2.")
    assert violations(page) == []


def test_an_error_goes_when_it_is_put_right_and_the_others_and_the_focus_stay(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    page.get_by_label("Titel eller första rad").fill("")
    page.get_by_label("Annat konto").fill("")
    page.get_by_label("Facebook").uncheck()
    page.get_by_label("Instagram").uncheck()
    page.get_by_label("Till klockan").fill("07:00")
    press(page, "Ladda ner som textfil")
    links = page.locator(".errors").get_by_role("link")
    expect(links).to_have_count(3)
    page.get_by_label("Till klockan").fill("07:30")
    expect(links).to_have_count(3)
    page.get_by_label("Till klockan").fill("17:00")
    expect(links).to_have_count(2)
    page.get_by_label("Annat konto").press_sequentially("@a")
    expect(page.get_by_label("Annat konto")).to_be_focused()
    expect(links).to_have_text(["Skriv inläggets titel eller första rad."])
    page.get_by_label("Titel eller första rad").fill("Nytt")
    expect(page.locator(".errors")).to_be_hidden()
    assert not page.title().startswith("Fel: ")
    assert page.locator("[aria-invalid]").count() == 0


def test_a_text_with_gaps_can_be_taken_along_and_the_gaps_are_marked(open_page: OpenPage) -> None:
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Titel eller första rad").fill("Ny avgift")
    page.get_by_label("Det här svarar vi inte på").fill("Skulder")
    press(page, "Kopiera texten")
    press(page, "Kopiera ändå")
    expect(told(page)).to_have_text("Texten är kopierad.")
    expect(page.get_by_role("button", name="Kopiera texten", exact=True)).to_be_focused()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "Publiceras: [Fyll i: dag och klockslag]" in text
    assert "1. [Fyll i: frågan så som läsaren skulle ställa den]\nSvar: [Fyll i: färdigt att klistra in]\nSvarar:" in text
    assert "Skulder\nHänvisa till: [Fyll i: vart personen vänder sig i stället]" in text
    assert "vet vi inte än" not in text  # what is voluntary and empty is left out
    assert "Länk:" not in text


def test_add_move_and_remove_questions_with_the_keyboard(open_page: OpenPage) -> None:
    page = start(open_page)
    ask(page, 1, "Ett", "1", "Kontaktcenter")
    adder = page.get_by_role("button", name="Lägg till en fråga")
    for number, name in ((2, "Två"), (3, "Tre")):
        adder.press("Enter")
        expect(question(page, number).get_by_label("Frågan")).to_be_focused()
        expect(question(page, number).get_by_label("Vem svarar?")).to_have_value("Kontaktcenter")
        page.keyboard.type(name)

    up = question(page, 3).get_by_role("button", name="Flytta upp fråga 3")
    up.press("Enter")
    assert asked(page) == ["Ett", "Tre", "Två"]
    expect(page.locator('[data-part="status"]')).to_have_text("Frågan är nu nummer 2 av 3.")
    expect(question(page, 2).get_by_role("button", name="Flytta upp fråga 2")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert asked(page) == ["Tre", "Ett", "Två"]
    expect(page.locator('[data-part="status"]')).to_have_text("Frågan står redan först.")
    expect(question(page, 1).get_by_role("button", name="Flytta upp fråga 1")).to_be_focused()
    question(page, 1).get_by_role("button", name="Flytta ner").press("Enter")
    assert asked(page) == ["Ett", "Tre", "Två"]
    assert preview(page).index("1. Ett") < preview(page).index("2. Tre") < preview(page).index("3. Två")

    undo = page.get_by_role("button", name="Ångra")
    question(page, 2).get_by_role("button", name="Ta bort").press("Enter")
    expect(undo).to_be_focused()
    expect(undo).to_have_accessible_description("Fråga 2 är borttagen.")
    question(page, 1).get_by_role("button", name="Ta bort").press("Enter")
    assert asked(page) == ["Två"]
    question(page, 1).get_by_role("button", name="Ta bort").press("Enter")
    expect(page.locator('[data-part="status"]')).to_contain_text("Minst en fråga behöver finnas kvar.")
    assert asked(page) == ["Två"]
    undo.press("Enter")
    expect(question(page, 1).get_by_label("Frågan")).to_be_focused()
    assert asked(page) == ["Ett", "Två"]
    expect(undo).to_have_accessible_description("Fråga 2 är borttagen.")
    undo.press("Enter")
    assert asked(page) == ["Ett", "Tre", "Två"]
    expect(undo).to_be_hidden()
    assert "2. Tre" in preview(page)


def test_the_text_beside_the_form_scrolls_to_what_is_typed(open_page: OpenPage) -> None:
    page = start(open_page)
    text = page.locator('[data-part="preview"]')
    fill(page)
    for _ in range(5):
        add(page)
    at_the_end = text.evaluate("node => node.scrollTop")
    page.get_by_label("Titel eller första rad").fill("Nytt")
    assert text.evaluate("node => node.scrollTop") < at_the_end
    page.get_by_label("Telefon, Teams eller mejl").fill("Teams eller 042-10 50 00")
    assert text.evaluate("node => node.scrollTop") > 0
    assert text.evaluate(
        """node => {
            const range = document.createRange();
            range.setStart(node.firstChild, node.textContent.indexOf("eller 042"));
            range.setEnd(node.firstChild, node.textContent.indexOf("eller 042") + 5);
            const [line, frame] = [range.getBoundingClientRect(), node.getBoundingClientRect()];
            return line.top >= frame.top && line.bottom <= frame.bottom;
        }"""
    )


def test_many_and_long_questions_fit_and_no_id_stands_twice(open_page: OpenPage) -> None:
    page = start(open_page, phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    for number in range(1, 41):
        if number > 1:
            add(page)
        question(page, number).get_by_label("Frågan").fill(f"Fråga {number} " + "lång" * 60 + "?")
    page.get_by_label("Titel eller första rad").fill("W" * 500)
    assert "\n\n40. Fråga 40 långlång" in preview(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert len(ids) == len(set(ids))
    names = page.evaluate("[...document.querySelectorAll('kc-faq form [name]')].map(field => field.name)")
    assert len(names) - names.count("channels") == len(set(names)) - 1


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=alert(1)><script>alert(1)</script>", "\x00\x07\u202eHej\x1b[31m", "مرحبا بكم", "{{ 7*7 }} ${7} %s -0"],
)
def test_odd_texts_stay_as_they_are(open_page: OpenPage, text: str) -> None:
    page = start(open_page)
    page.get_by_label("Titel eller första rad").fill(text)
    ask(page, 1, text, text, text)
    add(page)
    value = page.locator("#faq-question-1").input_value()
    assert f"Inlägg: {page.locator('#faq-post').input_value()}\n" in preview(page)
    assert f"1. {value}\nSvar: {value}\nSvarar: " in preview(page)
    assert page.locator("kc-faq img, kc-faq script:not([type])").count() == 0


def test_leaving_with_something_uncopied_gives_a_warning(open_page: OpenPage) -> None:
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    assert leaves_without_warning(page)
    fill(page)
    assert not leaves_without_warning(page)
    press(page, "Kopiera texten")
    expect(told(page)).to_have_text("Texten är kopierad.")
    assert leaves_without_warning(page)
    page.get_by_label("Titel eller första rad").fill("Ändrad")
    assert not leaves_without_warning(page)
    expect(told(page)).to_have_text("")
    asked: list[str] = []

    def stay(dialog) -> None:  # type: ignore[no-untyped-def]
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("location.reload()")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Titel eller första rad")).to_have_value("Ändrad")


def test_clearing_asks_first_when_something_is_uncopied(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Rensa formuläret")
    assert preview(page) == TEXT
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Rensa formuläret")
    expect(page.get_by_label("Titel eller första rad")).to_be_focused()
    expect(told(page)).to_have_text("Formuläret är tomt.")
    assert asked(page) == [""]
    assert page.evaluate(
        "[...document.querySelectorAll('kc-faq form [name]')].every(field => !field.checked && !field.value || field.type === 'checkbox' && !field.checked)"
    )
    assert "Inlägg: [Fyll i:" in preview(page)
    assert leaves_without_warning(page)


def test_what_is_typed_is_neither_stored_sent_nor_put_in_the_address(open_page: OpenPage) -> None:
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    fill(page)
    page.get_by_label("Titel eller första rad").fill("Hemligheten Zyxelplåt")
    page.get_by_label("Titel eller första rad").press("Enter")
    press(page, "Kopiera texten")
    expect(told(page)).to_have_text("Texten är kopierad.")
    stored = page.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie + location.href + document.title"
    )
    assert "Zyxel" not in stored
    assert [url for url in sent if "Zyxel" in url] == []


def test_without_a_clipboard_the_text_is_marked(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false")
    press(page, "Kopiera texten")
    expect(told(page)).to_contain_text("Det gick inte att kopiera.")
    assert page.evaluate("getSelection().toString()").startswith("Frågor och svar till kontaktcenter\n\nInlägg: Vi")
    assert not leaves_without_warning(page)


def test_an_empty_form_gives_the_template_that_stands_on_the_page_without_javascript(open_page: OpenPage) -> None:
    plain = open_page(PAGE, java_script_enabled=False)
    template = plain.locator('[data-part="preview"]').inner_text().strip()
    expect(plain.get_by_text("Formuläret har inte startat.")).to_be_visible()
    assert plain.get_by_role("button", name="Kopiera texten").count() == 0
    plain.emulate_media(media="print")
    expect(plain.locator('[data-part="preview"]')).to_be_visible()
    expect(plain.get_by_label("Titel eller första rad")).to_be_visible()
    assert (
        "\n1. [Fyll i: frågan så som läsaren skulle ställa den]\nSvar: [Fyll i: färdigt att klistra in]\nLänk: [Fyll i:"
        in template
    )
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    assert preview(page) == template
    press(page, "Kopiera texten")
    expect(told(page)).to_have_text("Den tomma mallen är kopierad.")
    assert page.evaluate("navigator.clipboard.readText()") == template


def test_print_shows_the_text_and_not_the_form(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    page.emulate_media(media="print")
    expect(page.locator('[data-part="preview"]')).to_be_visible()
    assert page.locator('[data-part="preview"]').evaluate("node => node.scrollHeight <= node.clientHeight")
    expect(page.locator("kc-faq form")).to_be_hidden()
    expect(page.get_by_role("button", name="Kopiera texten")).to_be_hidden()


def test_a_script_that_does_not_load_is_told_and_offers_no_dead_buttons(open_page: OpenPage) -> None:
    page = open_page(PAGE, expect_trouble=True)
    page.context.route("**/elements/kc-faq.js", lambda route: route.abort())
    page.reload()
    expect(page.get_by_text("Formuläret har inte startat.")).to_be_visible(timeout=8_000)
    assert page.locator("kc-faq .button").locator("visible=true").count() == 0


def test_targets_on_a_phone_are_large_enough(open_page: OpenPage) -> None:
    page = start(open_page, phone=True)
    add(page)
    question(page, 2).get_by_role("button", name="Ta bort").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll("kc-faq :is(button, select, textarea, input:not([type=checkbox]), .faq-check)")]
            .filter(node => node.offsetParent)
            .map(node => [node.textContent || node.id, node.getBoundingClientRect()])
            .filter(([, {width, height}]) => width < 44 || height < 43.99).map(([name, {width, height}]) => [name, width, height])"""
    )
    assert small == []


@pytest.mark.parametrize(("scheme", "phone"), EVERY_LOOK)
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, scheme: str, phone: bool) -> None:
    page = start(open_page, color_scheme=scheme, phone=phone)
    assert violations(page) == []
    fill(page)
    add(page)
    question(page, 1).get_by_role("button", name="Ta bort").click()
    assert violations(page) == []
    press(page, "Kopiera texten")
    expect(page.locator(".errors")).to_be_visible()
    assert violations(page) == []
    ask(page, 2, "Lång?", "å" * 2_000, "Kontaktcenter")
    press(page, "Öppna i mejlprogrammet")
    expect(page.locator('[data-part="long"]')).to_be_visible()
    assert violations(page) == []
