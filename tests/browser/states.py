"""The tools and the states that each can be in: untouched, waiting for Python, with a fault told, with an answer."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser import test_kc_faq, test_post_metrics, test_slot_booking
from tests.browser.acts import press

ENGINE_MS = 90_000


@dataclass(frozen=True)
class Tool:
    """How a tool is used: `fill` what it needs, `ask` for the answer, and what is then shown; `fault` is one that it tells."""

    path: str
    fill: Callable[[Page], None]
    ask: str
    answer: str
    python: bool = True
    fault: Callable[[Page], None] | None = None  # where asking with nothing filled in is none


def _draft(page: Page) -> None:
    page.get_by_label("Ditt utkast").fill(
        "Avseende sommarlovet kan man t.ex. ringa Siv på 070-174 06 51. " + "Långtord" * 20 + " 🙂"
    )
    page.get_by_label("Planerad tid").fill("2026-11-27T15:45")


def _comment(page: Page) -> None:
    page.get_by_label("Kommentaren", exact=True).fill("Ni är helt jävla dumma i huvudet. Jag vet var du bor. När öppnar badet?")
    page.get_by_text("Inlägg, kanal och tid").click()
    page.get_by_label("När kom den?").fill("2026-11-20T10:00")


def _roster(page: Page) -> None:
    press(page, "Fyll i ett exempel")
    page.get_by_label("Första veckan").fill("2027-01-11")


def _metrics(page: Page) -> None:
    page.get_by_label("Filer från Meta").set_input_files(
        {"name": "fb.csv", "mimeType": "text/csv", "buffer": test_post_metrics.facebook()}
    )
    page.get_by_label("Följare på Facebook").fill("1000", timeout=ENGINE_MS)


def _no_files(page: Page) -> None:
    page.locator("post-metrics form").evaluate("form => form.requestSubmit()")


def _questions_without_a_title(page: Page) -> None:
    test_kc_faq.fill(page)
    page.get_by_label("Titel eller första rad").fill("")
    press(page, "Kopiera texten")


TOOLS = {
    "draft-check": Tool("publicera/granska-utkast/", _draft, "Granska utkastet", "#draft-result"),
    "comment-helper": Tool("kommentarer/hantera-en-kommentar/", _comment, "Få råd", "#helper-heading"),
    "reply-roster": Tool("kommentarer/bemanna-svar/", _roster, "Gör schemat", "#roster-result"),
    "post-metrics": Tool("uppfoljning/folj-upp/", _metrics, "Visa uppföljningen", "#metrics-result", fault=_no_files),
    "slot-booking": Tool("publicera/boka-plats/", test_slot_booking.fill, "Gör bokningen", '[data-part="text"]'),
    "kc-faq": Tool(
        "kommentarer/fragor-till-kontaktcenter/",
        test_kc_faq.fill,
        "Kopiera texten",
        "#faq-result",
        python=False,
        fault=_questions_without_a_title,
    ),
}


def ready(page: Page, name: str) -> None:
    page.locator(f"{name}[data-ready]").wait_for()


def told_a_fault(page: Page, tool: Tool) -> None:
    """Ask for an answer to nothing: what is missing is told, and the focus is there."""
    if tool.fault:
        tool.fault(page)
    else:
        press(page, tool.ask)
    expect(page.locator(".errors")).to_be_focused(timeout=ENGINE_MS)


def answered(page: Page, tool: Tool) -> None:
    tool.fill(page)
    press(page, tool.ask)
    expect(page.locator(tool.answer).first).to_be_visible(timeout=ENGINE_MS)
