"""What a screen reader gets of the tools: names and roles, what is wrong beside the field, and what is told aloud."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import press
from tests.browser.states import TOOLS, answered, ready, told_a_fault

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
OpenPage = Callable[..., Page]
CONTROLS = frozenset(
    "button link textbox combobox checkbox radio spinbutton Date DateTime InputTime DisclosureTriangle region".split()
)
# What the browser puts inside its own fields for dates and times.
BROWSERS_OWN = ("spinbutton", "button Show ")

# Every control of each form as the page gives it, in the order in which it is read: role, name.
FORMS = {
    "draft-check": """
        textbox Ditt utkast
        combobox Kanal
        DateTime Planerad tid (om du vet)
        combobox Bild
        combobox Film
        checkbox Innehållet är laddat
        button Granska utkastet
        button Rensa utkastet""",
    "comment-helper": """
        radio Klistra in kommentaren
        radio Svara på frågor i stället
        textbox Kommentaren
        button Få råd
        button Rensa
        DisclosureTriangle Inlägg, kanal och tid (frivilligt)""",
    "post-metrics": """
        button Filer från Meta Business Suite eller LinkedIn
        DisclosureTriangle Så hämtar du filen för Facebook och Instagram
        DisclosureTriangle Så hämtar du filen för LinkedIn
        link Filer och kolumner som verktyget känner till""",
}

# What is heard after asking: the live messages that matter, in order, and the heading or box that then has the focus.
HEARD = """
window.heard = [];
const live = "[role=status], [role=alert], [aria-live]";
document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
  for (const { target } of changes) {
    const region = (target instanceof Element ? target : target.parentElement)?.closest(live);
    const said = region?.checkVisibility({ visibilityProperty: true }) ? region.innerText.trim().replace(/\\s+/g, " ") : "";
    if (said && heard.at(-1) !== said) heard.push(said);
  }
}).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["hidden"] }));
"""
TOLD = {
    "draft-check": ("Granskar …", "h2"),
    "comment-helper": ("Läser kommentaren …", "h2"),
    "reply-roster": ("Exemplet är ifyllt. Personerna är påhittade.", "h2"),
    "post-metrics": ("1 fil är läst.", "h2"),
    "slot-booking": ("Gör bokningen …", "h2"),
    "kc-faq": ("Texten är kopierad.", "button"),
}


@dataclass(frozen=True)
class Node:
    role: str
    name: str
    description: str
    invalid: bool


def tree(page: Page) -> list[Node]:
    """Return what Chromium gives to assistive technology, in the order of the page."""
    devtools = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = devtools.send("Accessibility.getFullAXTree")["nodes"]
    devtools.detach()
    by_id = {node["nodeId"]: node for node in found}

    def value(of: dict[str, Any] | None) -> str:
        return str((of or {}).get("value", ""))

    def walk(node: dict[str, Any]) -> list[Node]:
        below = [inner for child in node.get("childIds", []) if child in by_id for inner in walk(by_id[child])]
        if node.get("ignored"):
            return below
        states = {state["name"]: value(state["value"]) for state in node.get("properties", [])}
        own = Node(
            value(node.get("role")), value(node.get("name")), value(node.get("description")), states.get("invalid") == "true"
        )
        return [own, *below]

    return walk(found[0])


def of_tool(page: Page, name: str) -> list[Node]:
    """Return the tree of the tool alone: with everything else of the page hidden from it."""
    page.evaluate(
        """(name) => {
          for (let on = document.querySelector(name); on !== document.body; on = on.parentElement) {
            for (const beside of on.parentElement.children) if (beside !== on) beside.inert = true;
          }
        }""",
        name,
    )
    return tree(page)


@pytest.mark.parametrize("name", FORMS)
def test_the_controls_of_a_form_have_their_names_and_roles(open_page: OpenPage, name: str) -> None:
    page = open_page(TOOLS[name].path)
    ready(page, name)
    shown = [f"{node.role} {node.name}" for node in of_tool(page, name) if node.role in CONTROLS]
    ours = [line for line in shown if not line.startswith(BROWSERS_OWN)]
    assert ours == [line.strip() for line in FORMS[name].split("\n") if line.strip()]


@pytest.mark.parametrize("name", TOOLS)
def test_a_fault_is_told_with_the_field_and_an_answer_aloud(open_page: OpenPage, name: str) -> None:
    tool = TOOLS[name]
    page = open_page("", permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script(HEARD)
    page.goto(page.url + tool.path)
    ready(page, name)
    told_a_fault(page, tool)
    sentences = page.locator(".errors li").all_inner_texts()
    nodes = tree(page)
    assert [node for node in nodes if node.role in CONTROLS and not node.name] == []
    for sentence in sentences:
        described = [node for node in nodes if sentence in node.description]
        assert any(node.invalid or node.role in ("button", "group") for node in described), f"no field says: {sentence}"
    page.reload()
    ready(page, name)
    answered(page, tool)
    message, focused = TOLD[name]
    expect(page.locator(f"{focused}:focus")).to_be_visible()
    assert message in page.evaluate("heard")
    nodes = tree(page)
    assert [node for node in nodes if node.role in CONTROLS and not node.name] == []
    assert not any(node.invalid for node in nodes)


def test_a_hundred_pieces_of_advice_can_all_be_listed(open_page: OpenPage) -> None:
    page = open_page(TOOLS["draft-check"].path)
    ready(page, "draft-check")
    page.get_by_label("Ditt utkast").fill("Avseende detta implementera man t.ex. ca 5 st. " * 20)
    press(page, "Granska utkastet")
    expect(page.locator(".finding")).to_have_count(100, timeout=90_000)
    expect(page.locator("[data-later]")).to_have_count(0)
    headings = [node.name for node in tree(page) if node.role == "heading"]
    assert [int(number) for name in headings if (number := name.split(".")[0]).isdigit()] == list(range(1, 101))
