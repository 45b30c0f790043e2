"""What is done in every browser, whichever drives it: a page, a script that does something, and what must then be true of it."""

from dataclasses import dataclass

from tests.browser.test_draft_check import DRAFT, PAGE
from tests.browser.test_post_metrics import LINKEDIN


@dataclass(frozen=True)
class Visit:
    """One thing that a person does: scripts, each with the condition that its outcome is waited for with."""

    name: str
    path: str
    steps: tuple[tuple[str, str], ...]


SET = """
const get = (selector) => document.querySelector(selector);
const set = (selector, value) => {
  get(selector).value = value;
  get(selector).dispatchEvent(new Event("input", {bubbles: true}));
  get(selector).dispatchEvent(new Event("change", {bubbles: true}));
};
const press = (words) => [...document.querySelectorAll("button")].find((node) => node.textContent.startsWith(words)).click();
"""
MONTH = "checklistor/manadens-slut/"
KEPT = "JSON.parse(localStorage.getItem('checklists:tasks:month-end') ?? '{}').ticked?.followers"
FILES = f"""
const files = new DataTransfer();
files.items.add(new File([new Uint8Array({list(LINKEDIN)})], "linkedin.csv"));
get('input[type="file"]').files = files.files;
get('input[type="file"]').dispatchEvent(new Event("change", {{bubbles: true}}));
"""
VISITS = [
    Visit(
        "Granska utkast",
        PAGE,
        (
            (f"set('#draft-text', {DRAFT!r}); press('Granska utkastet')", "get('#draft-result').textContent === '3 saker att se över'"),
            (
                "press('Byt ut')",
                f"get('#draft-result').textContent === '2 saker att se över' && get('#draft-text').value === {DRAFT.replace('Avseende', 'Om')!r}",
            ),
        ),
    ),
    Visit(
        "Hantera en kommentar",
        "kommentarer/hantera-en-kommentar/",
        (("set('#helper-text', 'När öppnar badet i Råå?'); press('Få råd')", "get('#helper-heading').textContent.includes('Svara')"),),
    ),
    Visit(
        "Bemanna svaren",
        "kommentarer/bemanna-svar/",
        (("press('Fyll i ett exempel'); press('Gör schemat')", "!get('[data-part=result]').hidden && get('#roster-result').textContent.length > 5"),),
    ),
    Visit(
        "Följ upp månaden",
        "uppfoljning/folj-upp/",
        (
            (FILES, "get('[data-part=status]').textContent.includes('1 fil är läst')"),
            ("press('Visa uppföljningen')", "!get('[data-part=result]').hidden && get('[data-part=result]').textContent.includes('LinkedIn')"),
        ),
    ),
    Visit(
        "Frågor till kontaktcenter",
        "kommentarer/fragor-till-kontaktcenter/",
        (("set('[name=post]', 'Lekplatsen stänger'); set('[name=published]', '2026-11-25T09:05')", "get('[data-part=preview]').textContent.includes('onsdag 25 november 2026 klockan 9.05')"),),
    ),
    Visit(
        "Boka plats",
        "publicera/boka-plats/",
        (
            (
                "for (const name of ['department', 'goal', 'category', 'minutes']) get(`[name=${name}]`).selectedIndex = 1;"
                " get('[name=channels]').click(); set('[name=title]', 'Lekplatsen stänger'); set('[name=date]', '2040-12-04');"
                " set('[name=time]', '09:05');"
                " for (const field of document.querySelectorAll('[data-missing] input[type=text]')) field.value ||= 'Redaktionen';"
                " press('Gör bokningen')",
                "get('#plats-result').textContent === 'Din bokning' && get('[data-part=text]').textContent.includes('Lekplatsen stänger')",
            ),
        ),
    ),
    Visit("en checklista", MONTH, (("get('[data-task=followers] input').click()", f"/^20\\d\\d-\\d\\d-\\d\\d$/.test({KEPT})"),)),
    Visit("checklistan igen", MONTH, (("", "get('[data-task=followers] input').checked"),)),
    Visit(
        "Sökningen",
        MONTH,
        (
            (
                "get('[data-md-component=search-query]').focus(); get('[data-md-component=search-query]').value = 'diarieföra';"
                " get('[data-md-component=search-query]').dispatchEvent(new KeyboardEvent('keyup', {bubbles: true, key: 'a'}))",
                "get('.md-search-result__meta').textContent.includes('sökresultat')",
            ),
        ),
    ),
    Visit(
        "Frågorna i introduktionen",
        "introduktion/sa-later-vi/",
        (
            (
                "get('page-quiz [data-right] input').click(); press('Svara')",
                "get('page-quiz [data-right] .quiz-option__told').textContent.includes('Rätt.') && get('page-quiz > .quiz__result').textContent.includes('1 av')",
            ),
        ),
    ),
]  # fmt: skip
