"""Hantera en kommentar in a real browser: both ways to an advice, every way through the questions, the steps in their order."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from checklists.comments.decision import decide
from checklists.strategy import load_actions, load_questions, load_reasons
from macros.comment_helper_page import ALSO_REPLY, HEADINGS
from macros.comment_helper_page import steps as steps_of
from tests.browser.acts import NOT_STARTED
from tests.browser.axe import EVERY_LOOK, violations
from tests.test_comment_questions import ALL, Way, answers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "kommentarer/hantera-en-kommentar/"
NOW = "2026-11-27T11:20:00+01:00"  # a Friday
UNSURE = "Osäkert: fråga innan du gör något"
INSULT = "Ni är ju inte kloka, jävla idioter."
QUESTION = "När öppnar badplatsen igen?"
THREAT = (("contains", "threat"),)
HIDE_AND_REPLY = (("contains", "none"), ("tone", "rude"), ("asks-too", "yes"))
REPLY = (("contains", "none"), ("tone", "fine"), ("asks", "yes"))
OpenPage = Callable[..., Page]


def start(open_page: OpenPage, *, way: str = "text", **options: object) -> Page:
    page = open_page(PAGE, now=NOW, **options)
    page.locator("comment-helper[data-ready]").wait_for()
    if way == "questions":
        page.get_by_label("Svara på frågor i stället").check()
    return page


def follow(page: Page, way: Way) -> None:
    for question, answer in way:
        page.locator(f"#helper-{question}-{answer}").check()
        page.get_by_role("button", name="Nästa").click()


def advice(page: Page) -> Locator:
    return page.locator("#helper-heading")


def advise(page: Page, text: str) -> None:
    page.get_by_label("Kommentaren", exact=True).fill(text)
    page.get_by_role("button", name="Få råd").click()
    expect(page.locator('[data-part="result"]')).to_be_visible(timeout=60_000)


def asked(page: Page, number: int) -> Locator:
    """The question that is asked now, which is this number on the way."""
    return page.locator("legend:visible").filter(has_text=f"Fråga {number}")


def step(page: Page, number: int) -> Locator:
    return page.get_by_role("checkbox", name=re.compile(rf"^{number}\. "))


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def without_python(open_page: OpenPage) -> Page:
    """Open the page where Python does not arrive."""
    page = open_page("", expect_trouble=True)
    page.add_init_script("delete window.SharedWorker")  # what a shared worker asks for cannot be stopped here
    page.context.route("**/pyodide.mjs", lambda route: route.abort())
    page.goto(page.url + PAGE)
    page.locator("comment-helper[data-ready]").wait_for()
    return page


def fake_engine(open_page: OpenPage, answer: str, **options: object) -> Page:
    """Open the page with an engine that answers `answer`, a JavaScript expression of (name, payload)."""
    page = open_page(PAGE, now=NOW, **options)
    body = f"""export class EngineTrouble extends Error {{}}
        export const onState = (listener) => listener("ready", {{}});
        export const start = () => {{}};
        export const restart = () => {{}};
        export const call = async (name, payload) => ((globalThis.asked ??= []).push([name, payload]),
            {{also_reply: false, explanation: {{runner_up: null}}, ...{answer}}});"""
    page.context.route(
        re.compile(r"/javascripts/python\.js"), lambda route: route.fulfill(content_type="text/javascript", body=body)
    )
    page.reload()
    page.locator("comment-helper[data-ready]").wait_for()
    return page


TWO_PARTS = """{action: "hide", also_reply: true, confidence: 0.97, abstain: false, duties: ["notify-author"], due: null, engine: "0 rules model",
    reasons: [{reason: "profanity", start: 3, end: 9, text: "tokiga", clause: "dolja.regel"},
              {reason: "question", start: 11, end: 25, text: "när öppnar ni?", clause: "svara.fragor"}],
    parts: [{action: "hide", start: 0, end: 10, text: "Ni tokiga.", reasons: ["profanity"], due: null},
            {action: "reply", start: 11, end: 25, text: "när öppnar ni?", reasons: ["question"], due: "2026-11-30T11:20:00+01:00"}]}"""
ABSTAINS = """{action: "hide", confidence: 0.4, abstain: true, duties: [], due: null, parts: [], engine: "0 rules model",
    reasons: [{reason: "profanity", start: 0, end: 3, text: "Hmm", clause: "dolja.regel"}],
    explanation: {runner_up: {action: "leave", reason: "opinion"}}}"""


@pytest.mark.long
@pytest.mark.parametrize("first", [answer.id for answer in next(iter(load_questions().values())).answers])
def test_every_way_through_the_questions_shows_the_decision(open_page: OpenPage, first: str) -> None:
    page = start(open_page, way="questions")
    for way in [way for way in ALL if way[0][1] == first]:
        follow(page, way)
        given = answers(way)
        if given[-1].unsure:  # type: ignore[attr-defined]
            expect(advice(page)).to_have_text(UNSURE)
            expect(page.get_by_role("link", name="Mejla kommunikation@helsingborg.se")).to_be_visible()
            expect(page.locator('[data-part="duties"]')).to_be_hidden()
        else:
            decision = decide({answer.reason for answer in given if answer.reason})  # type: ignore[attr-defined]
            heading = ALSO_REPLY[decision.action] if decision.also_reply else HEADINGS[decision.action]
            expect(advice(page)).to_have_text(heading)
            shown = page.locator(".helper-reasons__name").all_inner_texts()
            assert shown == [load_reasons()[reason].name for reason in decision.reasons]
            steps = page.locator(".helper-step__head label").all_inner_texts()
            assert steps == [f"{i}. {one['name']}" for i, one in enumerate(steps_of(load_actions()[decision.action]), 1)]
            assert page.locator('[data-part="reply"]').is_visible() == (decision.action == "reply" or decision.also_reply)
        expect(advice(page)).to_be_focused()
        assert page.locator(".helper-answers li").count() == len(way)
        page.get_by_role("button", name="Börja om").click()
        expect(page.locator('[data-part="result"]')).to_be_hidden()
        expect(asked(page, 1)).to_be_focused()
        assert page.locator("comment-helper .helper-question input:checked").count() == 0


def test_a_question_without_an_answer_is_told_and_the_focus_goes_to_the_answers(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    page.get_by_role("button", name="Nästa").click()
    expect(page.locator("#helper-contains-error")).to_have_text("Välj ett svar.")
    expect(page.locator("#helper-contains-threat")).to_be_focused()
    expect(page.get_by_role("group", name=re.compile("Innehåller kommentaren"))).to_have_accessible_description(
        re.compile("Välj ett svar")
    )
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(advice(page)).to_have_text(HEADINGS["remove-and-block"])


def test_back_keeps_the_answer_and_another_way_forgets_what_was_answered(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, (("contains", "none"), ("tone", "fine")))
    expect(asked(page, 3)).to_be_focused()
    page.get_by_role("button", name="Tillbaka").click()
    expect(page.locator("#helper-tone-fine")).to_be_checked()
    expect(asked(page, 2)).to_be_focused()
    page.get_by_role("button", name="Nästa").click()
    follow(page, (("asks", "no"),))
    page.get_by_role("button", name="Tillbaka").click()
    expect(page.locator("#helper-asks-no")).to_be_checked()
    page.get_by_role("button", name="Ändra svaret på: Innehåller").click()
    expect(page.locator("#helper-contains-none")).to_be_checked()
    follow(page, (("contains", "person"), ("who", "work")))
    expect(page.locator("#helper-asks-yes")).to_be_visible()
    assert page.locator("#helper-asks-no").is_checked() is False  # answered on another way


def test_an_answer_can_be_changed_at_the_end_and_the_advice_follows(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, HIDE_AND_REPLY)
    expect(advice(page)).to_have_text(ALSO_REPLY["hide"])
    page.get_by_role("button", name="Ändra svaret på: Finns det också").click()
    expect(page.locator('[data-part="result"]')).to_be_hidden()
    follow(page, (("asks-too", "no"),))
    expect(advice(page)).to_have_text(HEADINGS["hide"])


def test_the_questions_work_without_python_and_only_the_clock_is_missing(open_page: OpenPage) -> None:
    page = without_python(open_page)
    page.get_by_label("Svara på frågor i stället").check()
    follow(page, REPLY)
    expect(advice(page)).to_have_text(HEADINGS["reply"])
    page.get_by_role("button", name="Ange när den kom").click()
    expect(page.get_by_label("När kom den?")).to_be_focused()
    page.get_by_label("När kom den?").fill("2026-11-27T11:20")
    page.get_by_label("När kom den?").blur()
    expect(page.locator('[data-part="due"]')).to_contain_text("gick inte att räkna ut", timeout=60_000)
    page.get_by_role("button", name="Granska svaret").click()
    expect(page.locator('[data-part="reply-status"]')).to_contain_text("Du kan kopiera svaret ändå.", timeout=60_000)


def test_the_deadline_comes_in_words_and_follows_the_time(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, REPLY)
    due = page.locator('[data-part="due"]')
    expect(due).to_have_text("Svara inom 24 timmar i arbetstid")
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_role("button", name="Den kom nu").click()
    expect(page.get_by_label("När kom den?")).to_have_value("2026-11-27T11:20")
    expect(due).to_have_text("Svara senast måndag 30 november klockan 11.20", timeout=60_000)
    page.get_by_label("När kom den?").fill("2026-11-26T09:05")
    expect(due).to_have_text("Svara senast fredag 27 november klockan 9.05")
    page.get_by_role("button", name="Ändra svaret på: Ställer").click()
    page.get_by_role("button", name="Nästa").click()
    expect(due).to_have_text("Svara senast fredag 27 november klockan 9.05")


def test_the_text_gives_an_advice_with_the_words_and_the_clause(open_page: OpenPage) -> None:
    page = start(open_page)
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_label("När kom den?").fill("2026-11-27T11:20")
    page.get_by_label("Kommentaren", exact=True).fill(QUESTION)
    page.get_by_label("Kommentaren", exact=True).press("Control+Enter")
    expect(advice(page)).to_have_text(HEADINGS["reply"], timeout=60_000)
    expect(advice(page)).to_be_focused()
    expect(page.locator('comment-helper form [role="status"]')).to_have_text(f"Råd: {HEADINGS['reply']}.")
    expect(page.locator('[data-part="due"]')).to_have_text("Svara senast måndag 30 november klockan 11.20")
    reason = page.locator(".helper-reasons li").first
    expect(reason).to_contain_text("Fråga")
    assert reason.get_by_role("link").get_attribute("href") == "../../strategin/svara/#svara.fragor"
    expect(page.get_by_text("Du bestämmer. Verktyget ger råd.")).to_be_visible()
    page.get_by_label("Kommentaren", exact=True).press_sequentially("!")
    expect(page.get_by_text("Du har ändrat kommentaren")).to_be_visible()


def test_the_words_are_marked_in_the_comment_with_the_reason_as_text(open_page: OpenPage) -> None:
    page = fake_engine(open_page, TWO_PARTS)
    advise(page, "Ni tokiga. när öppnar ni? 🙂")
    marked = page.locator('[data-part="annotated"]')
    assert marked.locator("mark").all_text_contents() == ["tokiga", "när öppnar ni?"]
    assert marked.locator("a").all_inner_texts() == ["Otrevligt eller grovt", "Fråga"]
    assert [page.locator(link.get_attribute("href") or "").count() for link in marked.locator("a").all()] == [1, 1]


def test_two_things_in_one_comment_come_in_their_order(open_page: OpenPage) -> None:
    page = fake_engine(open_page, TWO_PARTS)
    advise(page, "Ni tokiga. när öppnar ni? 🙂")
    expect(advice(page)).to_have_text(ALSO_REPLY["hide"])
    expect(page.get_by_role("heading", name="Två saker i samma kommentar")).to_be_visible()
    lines = page.locator(".helper-parts li").all_inner_texts()
    assert lines == [
        "Först: Dölj kommentaren. För orden ”Ni tokiga.”.",
        "Sedan: Svara på kommentaren. För orden ”när öppnar ni?”. Svara senast måndag 30 november klockan 11.20.",
    ]
    expect(page.locator('[data-part="due"]')).to_have_text("Svara senast måndag 30 november klockan 11.20")
    expect(page.get_by_label("Sorts svar")).to_have_value("hidden")
    step(page, 1).check()
    expect(page.get_by_text("Meddela och svara i samma meddelande. Utkastet")).to_be_visible()


def test_what_hiding_does_follows_the_channel_and_keeps_the_ticks(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, HIDE_AND_REPLY)
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_label("Kanal", exact=True).select_option("x")
    expect(page.locator(".helper-step").first).to_contain_text("Utanför strategin, på X: ")
    step(page, 1).check()
    page.get_by_label("Kanal", exact=True).select_option("facebook")
    expect(step(page, 1)).to_be_checked()


def test_an_unsure_answer_leans_and_has_a_question_ready(open_page: OpenPage) -> None:
    page = fake_engine(open_page, ABSTAINS, permissions=["clipboard-read", "clipboard-write"])
    advise(page, "Hmm … 100 % & Åäö")
    expect(advice(page)).to_have_text(UNSURE)
    expect(page.locator('[data-part="how"]')).to_have_text("Det lutar åt: dölj. Men det kan också vara: låt vara (åsikt).")
    expect(page.locator('[data-part="duties"]')).to_be_hidden()
    address = urlsplit(page.get_by_role("link", name="Mejla kommunikation").get_attribute("href") or "")
    assert address.path == "kommunikation@helsingborg.se"
    asked = """Hej! Jag är osäker på hur jag ska hantera en kommentar.

Kommentaren: ”Hmm … 100 % & Åäö”
Det lutar åt: dölj. Men det kan också vara: låt vara (åsikt).
Skäl: Otrevligt eller grovt

Hur skulle ni göra?"""
    assert parse_qs(address.query, strict_parsing=True) == {
        "subject": ["Fråga om en kommentar"],
        "body": [asked.replace("\n", "\r\n")],
    }
    page.get_by_role("button", name="Kopiera frågan till Teams").click()
    expect(page.get_by_text("Frågan är kopierad.")).to_be_visible()
    assert clipboard(page) == asked
    assert violations(page) == []


def test_an_error_is_told_at_the_field_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = start(open_page)
    page.get_by_role("button", name="Få råd").click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#helper-text-error")).to_have_text("Klistra in eller skriv en kommentar.")
    assert violations(page) == []
    page = fake_engine(open_page, '({error: "Fel på tiden.", field: "received"})')
    page.get_by_label("Kommentaren", exact=True).fill(INSULT)
    page.get_by_role("button", name="Få råd").click()
    expect(page.locator("#helper-received-error")).to_have_text("Fel på tiden.")
    expect(page.locator("#helper-received-error")).to_be_visible()
    page.locator(".errors").get_by_role("link").click()
    expect(page.get_by_label("När kom den?")).to_be_focused()
    expect(page.get_by_label("Kommentaren", exact=True)).to_have_value(INSULT)


def test_when_python_does_not_start_the_text_stays_and_the_questions_are_offered(open_page: OpenPage) -> None:
    page = without_python(open_page)
    page.get_by_label("Kommentaren", exact=True).fill(INSULT)
    page.get_by_role("button", name="Få råd").click()
    expect(page.get_by_role("heading", name=NOT_STARTED)).to_be_focused(timeout=60_000)
    expect(page.get_by_label("Kommentaren", exact=True)).to_have_value(INSULT)
    page.get_by_role("button", name="svara på frågor i stället").click()
    expect(asked(page, 1)).to_be_focused()
    follow(page, THREAT)
    expect(advice(page)).to_have_text(HEADINGS["remove-and-block"])


def test_the_steps_cannot_be_done_out_of_order(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, THREAT)
    told = page.locator('[data-part="steps-status"]')
    expect(step(page, 1)).to_have_attribute("aria-disabled", "false")
    expect(step(page, 2)).to_have_attribute("aria-disabled", "true")
    expect(step(page, 2)).to_have_accessible_description("Öppnas när steg 1 är bockat.")
    step(page, 2).focus()
    page.keyboard.press("Space")
    expect(told).to_have_text("Gör steg 1 först: Ta en skärmdump av kommentaren.")
    expect(step(page, 2)).not_to_be_checked()
    step(page, 5).click(force=True)
    expect(step(page, 5)).not_to_be_checked()
    for number in (1, 2, 3):
        step(page, number).focus()
        page.keyboard.press("Space")
        expect(step(page, number)).to_be_checked()
        expect(step(page, number)).to_be_focused()
    expect(told).to_have_text("Steg 3 är klart. Nästa: Meddela den som skrev.")
    assert page.locator('[aria-current="step"]').count() == 1
    step(page, 1).click()
    expect(told).to_contain_text("Steg 1 är inte längre bockat. Stegen efter är inte heller bockade: Ta bort kommentaren, Mejla")
    for number in range(1, 6):
        expect(step(page, number)).not_to_be_checked()
    expect(page.locator('[data-part="receipt-box"]')).to_be_hidden()


def test_the_mail_for_registration_is_ready_and_rightly_encoded(open_page: OpenPage) -> None:
    page = start(open_page, way="questions", permissions=["clipboard-read", "clipboard-write"])
    follow(page, THREAT)
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_label("Kanal", exact=True).select_option("facebook")
    step(page, 1).check()
    step(page, 2).check()
    expect(page.get_by_label("Kanal och konto")).to_have_value("Facebook")
    page.get_by_label("Kanal och konto").fill("Facebook, Helsingborgs stad")
    page.get_by_label("Vilket inlägg").fill("Öppet & gratis 50 % + kaffe")
    page.get_by_label("När kommentaren skrevs").fill("i dag 11.02")
    page.get_by_label("Vem som skrev").fill('"Å" #1')
    page.get_by_label("Vem som tog bort den").fill("Ulla Påhittad, kommunikatör")
    href = page.get_by_role("link", name="Öppna i e-post").get_attribute("href") or ""
    assert href.startswith("mailto:kommunstyrelsen@helsingborg.se?")
    assert len(href) <= 1800
    fields = parse_qs(urlsplit(href).query, strict_parsing=True)
    assert fields["subject"] == ["Borttagen kommentar för diarieföring, Facebook, Helsingborgs stad, 2026-11-27"]
    lines = fields["body"][0].split("\r\n")
    assert "\n" not in "".join(lines)
    assert "- Inlägget: Öppet & gratis 50 % + kaffe" in lines
    assert '- Skriven av: "Å" #1' in lines
    assert "- Kommentaren: se skärmdumpen" in lines
    assert "- Vi tog bort den: fredag 27 november 2026 klockan 11.20" in lines
    assert "- Skäl: Kommentaren innehåller hot. (Strategin: God ton gäller alla)" in lines
    page.get_by_role("button", name="Kopiera mejlet").click()
    expect(page.get_by_text("Mejlet är kopierat.")).to_be_visible()
    assert clipboard(page).startswith("Till: kommunstyrelsen@helsingborg.se\nÄmne: Borttagen kommentar")
    page.get_by_label("Vilket inlägg").fill("å" * 400)
    expect(page.get_by_role("link", name="Öppna i e-post")).to_be_hidden()
    expect(page.get_by_text("Texten är för lång")).to_be_visible()


@pytest.mark.parametrize(("reason", "quoted"), [("racism", True), ("personal-data", False), ("confidential", False)])
def test_the_mail_quotes_the_comment_unless_it_is_private(open_page: OpenPage, reason: str, quoted: bool) -> None:
    found = f'{{reason: "{reason}", start: 0, end: 4, text: "Zyxe", clause: "kommentarer.ton"}}'
    page = fake_engine(
        open_page,
        f'({{action: "remove", abstain: false, duties: [], due: null, parts: [], engine: "0", reasons: [{found}]}})',
    )
    advise(page, "Zyxelplåt " + "ö" * 300 + "🙂")
    step(page, 1).check()
    step(page, 2).check()
    mail = page.get_by_role("region", name="Mejlet").inner_text()
    assert ("Zyxelplåt" in mail) == quoted
    assert ("- Kommentaren: se skärmdumpen" in mail) == (not quoted)
    assert "ö" * 201 not in mail
    assert page.get_by_text("Bilden innehåller känsliga uppgifter. Vårt råd").is_visible() == (not quoted)
    page.get_by_text("Stämmer det inte?").click()
    ask = page.locator('[data-part="disagree-ask"] .helper-text').text_content() or ""
    assert ("Zyxelplåt" in ask) == quoted


def test_a_message_to_the_author_and_a_receipt_without_the_comment(open_page: OpenPage, tmp_path: Path) -> None:
    page = fake_engine(
        open_page,
        """({action: "remove-and-block", abstain: false, duties: [], due: null, parts: [], engine: "0.1 rules-a model-b",
            reasons: [{reason: "threat", start: 0, end: 4, text: "Zyxe", clause: "kommentarer.ton"},
                      {reason: "threat", start: 4, end: 6, text: "lp", clause: "kommentarer.ton"},
                      {reason: "racism", start: 6, end: 9, text: "låt", clause: "kommentarer.ton"}]})""",
        permissions=["clipboard-read", "clipboard-write"],
    )
    advise(page, "Zyxelplåt")
    for number in (1, 2):
        step(page, number).check()
    # However many words show a reason, it is told once.
    assert page.get_by_role("region", name="Mejlet").inner_text().count("Kommentaren innehåller hot.") == 1
    step(page, 3).check()
    message = page.get_by_label("Meddelandet").input_value()
    assert "tagit bort din kommentar. Vi tar bort hot. Vi tar bort rasism." in message
    assert "skriva igen" not in message  # whoever is blocked cannot
    page.get_by_role("button", name="Kopiera meddelandet").click()
    expect(page.get_by_text("Meddelandet är kopierat.")).to_be_visible()
    step(page, 4).check()
    step(page, 5).check()
    expect(page.get_by_role("heading", name="Klart. Här är ditt kvitto")).to_be_focused()
    page.get_by_role("button", name="Kopiera kvittot").click()
    expect(page.get_by_text("Kvittot är kopierat.")).to_be_visible()
    text = clipboard(page)
    assert text.splitlines()[:2] == ["Kvitto: Ta bort kommentaren och blockera", "fredag 27 november 2026 klockan 11.20"]
    assert text.count("Skäl: Hot (Strategin: God ton gäller alla)") == 1
    assert [line for line in text.splitlines() if line.startswith("11.20 ")] == [
        "11.20 Skärmdump tagen",
        "11.20 Kommentaren borttagen",
        "11.20 Mejlad för diarieföring",
        "11.20 Den som skrev är meddelad",
        "11.20 Avsändaren blockerad",
    ]
    assert text.endswith("Råd från regler och modell 0.1 rules-a model-b")
    assert "Zyx" not in text
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara kvittot").click()
    download.value.save_as(tmp_path / "kvitto.txt")
    assert (tmp_path / "kvitto.txt").read_text(encoding="utf-8") == text


def test_ticks_are_not_lost_without_a_question(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, THREAT)
    step(page, 1).check()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Börja om").click()
    expect(step(page, 1)).to_be_checked()
    page.get_by_label("Klistra in kommentaren").check()
    expect(page.locator('[data-part="result"]')).to_be_hidden()
    page.get_by_label("Svara på frågor i stället").check()
    expect(step(page, 1)).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Börja om").click()
    expect(page.locator('[data-part="result"]')).to_be_hidden()


def test_a_reply_is_drafted_checked_and_copied(open_page: OpenPage) -> None:
    page = start(open_page, way="questions", permissions=["clipboard-read", "clipboard-write"])
    follow(page, REPLY)
    field = page.get_by_label("Svaret", exact=True)
    expect(field).to_have_value(re.compile(r"\[besked\]"))
    page.get_by_role("button", name="Granska svaret").click()
    told = page.locator('[data-part="reply-status"]')
    expect(told).to_contain_text("att se över.", timeout=60_000)
    expect(page.locator(".helper-findings li").first).to_have_text("Fyll i: [besked]")
    field.fill("Hej! Avseende badplatsen öppnar den i maj.\nVänliga hälsningar, Ulla, kommunikatör")
    page.get_by_role("button", name="Granska svaret").click()
    expect(page.locator(".helper-findings li")).to_contain_text(["Bör ses över: Det finns ett enklare ord"])
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_label("Sorts svar").select_option("holding")
    expect(field).to_have_value(re.compile("Avseende"))
    expect(page.get_by_label("Sorts svar")).to_have_value("answer")
    page.get_by_role("button", name="Kopiera svaret").click()
    expect(told).to_have_text("Svaret är kopierat.")
    assert clipboard(page).startswith("Hej! Avseende")


def test_what_is_pasted_is_neither_stored_sent_nor_put_in_the_address(open_page: OpenPage) -> None:
    page = start(open_page)
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_label("Vad handlar inlägget om?").fill("Zyxelpost")
    advise(page, "Zyxelplåt " + INSULT)
    page.get_by_label("Svara på frågor i stället").check()
    follow(page, THREAT)
    step(page, 1).check()
    step(page, 2).check()
    page.get_by_label("Vem som skrev").fill("Zyxelnamn")
    stored = page.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie + location.href + document.title"
    )
    assert "Zyxel" not in stored
    assert [url for url in sent if "Zyxel" in url] == []
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=alert(1)><script>alert(1)</script>", "\x07\u202eHej\x1b[31m", "مرحبا", "{{ 7*7 }}", "?", "å" * 5_000],
)
def test_odd_comments_stay_as_they_are(open_page: OpenPage, text: str) -> None:
    page = start(open_page)
    advise(page, text)
    assert page.locator("comment-helper img, comment-helper script:not([type])").count() == 0
    assert page.locator("comment-helper mark img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_shows_the_advice_and_the_steps_and_not_the_form(open_page: OpenPage) -> None:
    page = start(open_page, way="questions")
    follow(page, THREAT)
    page.emulate_media(media="print")
    expect(advice(page)).to_be_visible()
    expect(page.get_by_text("4. Meddela den som skrev")).to_be_visible()
    expect(page.get_by_text("Upprepa inte det som stod.")).to_be_visible()
    expect(page.locator("comment-helper form")).to_be_hidden()
    expect(page.get_by_role("heading", name="Så gör du")).to_be_hidden()
    assert page.locator("comment-helper .button").locator("visible=true").count() == 0


def test_without_javascript_the_questions_stand_as_text_and_no_button_is_dead(open_page: OpenPage) -> None:
    page = open_page(PAGE, java_script_enabled=False)
    expect(page.get_by_text("Verktyget har inte startat.")).to_be_visible()
    assert page.locator("comment-helper .button").locator("visible=true").count() == 0
    expect(page.get_by_role("table").get_by_text("Personligt påhopp")).to_be_visible()


@pytest.mark.parametrize(("scheme", "phone"), EVERY_LOOK)
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, scheme: str, phone: bool) -> None:
    page = start(open_page, way="questions", color_scheme=scheme, phone=phone)
    assert violations(page) == []
    page.get_by_role("button", name="Nästa").click()
    assert violations(page) == []
    follow(page, HIDE_AND_REPLY)
    assert violations(page) == []
    page.get_by_role("button", name="Börja om").click()
    follow(page, THREAT)
    assert violations(page) == []
    step(page, 1).check()
    step(page, 2).check()
    assert violations(page) == []
    for number in (3, 4, 5):
        step(page, number).check()
        assert violations(page) == []


def test_on_the_narrowest_screen_nothing_scrolls_sideways_and_targets_are_large(open_page: OpenPage) -> None:
    page = start(open_page, way="questions", phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_label("Vad handlar inlägget om?").fill("W" * 300)

    def check() -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = page.evaluate(
            """() => [...document.querySelectorAll("comment-helper :is(.button, select, textarea, summary, .helper-choice, .helper-step__head label)")]
                .filter(node => node.offsetParent).map(node => [node.textContent.slice(0, 30) || node.id, node.getBoundingClientRect()])
                .filter(([, {height}]) => height < 43.9).map(([name, {height}]) => [name, height])"""
        )
        assert small == []

    check()
    follow(page, HIDE_AND_REPLY)
    check()
    page.get_by_role("button", name="Börja om").click()
    follow(page, THREAT)
    for number in range(1, 6):
        step(page, number).check()
        check()


def test_the_advice_is_on_the_screen_of_a_phone_at_once(open_page: OpenPage) -> None:
    page = start(open_page, way="questions", phone=True)
    follow(page, HIDE_AND_REPLY)
    expect(advice(page)).to_be_in_viewport(ratio=1)
    expect(page.locator('[data-part="how"]')).to_be_in_viewport(ratio=1)
    top = advice(page).evaluate("node => node.getBoundingClientRect().top")
    assert 40 < top < 300


def test_tables_that_do_not_arrive_are_asked_for_again(open_page: OpenPage) -> None:
    page = open_page("", expect_trouble=True)
    blocked = True
    page.add_init_script("delete window.SharedWorker")  # its requests cannot be intercepted
    page.context.route("**/tables.zip", lambda route: route.abort() if blocked else route.continue_())
    page.goto(page.url + PAGE)
    page.get_by_label("Kommentaren", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Få råd").click()
    trouble = page.locator('[data-part="trouble"]')
    expect(trouble).to_contain_text("Hämtningen avbröts", timeout=60_000)
    expect(page.get_by_label("Kommentaren", exact=True)).to_have_value(QUESTION)
    blocked = False
    trouble.get_by_role("button", name="Försök igen").click()
    expect(advice(page)).to_be_visible(timeout=60_000)
