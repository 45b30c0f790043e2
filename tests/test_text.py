"""Words, sentences, emojis, lengths: tables of cases, and properties that hold for any text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.text import pronouns, segment
from checklists.text import words as w
from checklists.text.emojis import emojis
from checklists.text.language import is_swedish
from checklists.text.length import utf16_length, x_length

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hej! Hur mår du? Bra.", ["Hej!", "Hur mår du?", "Bra."]),
        ("Vi ses kl. 17.30 på Råå. Välkommen!", ["Vi ses kl. 17.30 på Råå.", "Välkommen!"]),
        ("Ta med t.ex. en filt. Och kaffe.", ["Ta med t.ex. en filt.", "Och kaffe."]),
        ("Bollar, kubb m.m. Välkommen!", ["Bollar, kubb m.m.", "Välkommen!"]),
        ("Det gäller bl.a. barn och unga.", ["Det gäller bl.a. barn och unga."]),
        (
            "Läs mer på helsingborg.se/skolval. Sista dag är 31 januari.",
            ["Läs mer på helsingborg.se/skolval.", "Sista dag är 31 januari."],
        ),
        ("Så här gör du: logga in.", ["Så här gör du:", "logga in."]),
        ("Klockan 10:30 öppnar vi S:t Olofs skola.", ["Klockan 10:30 öppnar vi S:t Olofs skola."]),
        ("Rubrik utan punkt\nFörsta meningen.\n\nAndra.", ["Rubrik utan punkt", "Första meningen.", "Andra."]),
        ("Priset är 12.50 kronor… eller mer.", ["Priset är 12.50 kronor…", "eller mer."]),
        ("”Kom hit!” sa hon.", ["”Kom hit!”", "sa hon."]),
        ("Torsdag 21 jan. är det kurs.", ["Torsdag 21 jan. är det kurs."]),
        ("🎉 🎉", []),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[slice(*span)] for span in w.sentences(text)] == sentences


@given(ANY_TEXT)
def test_spans_lie_in_the_text_in_order_and_words_in_sentences(text: str) -> None:
    for spans in (w.words(text), w.sentences(text), w.protected(text), w.quotes(text)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    sentences = w.sentences(text)
    assert all(w.overlaps(sentences, *word) for word in w.words(text))


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("Se helsingborg.se/skolval och skriv till anna@example.com.", ["helsingborg.se/skolval", "anna@example.com"]),
        ("Tagga @helsingborg och #växmedoss i dag", ["@helsingborg", "#växmedoss"]),
        ("https://exempel.se/a?b=c&d=å, där", ["https://exempel.se/a?b=c&d=å"]),
        ("Punkt utan mellanslag.Ny mening", []),
        ("Öppet 8.30–17.00", []),
    ],
)
def test_protected(text: str, protected: list[str]) -> None:
    assert [text[slice(*span)] for span in w.protected(text)] == protected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("👩‍🚒", 1),
        ("👨‍👩‍👧‍👦🎉", 2),
        ("🇸🇪🇩🇰", 2),
        ("1️⃣2️⃣", 2),
        ("👍🏽", 1),
        ("❤️", 1),
        ("❤", 1),
        ("☀️☀", 2),
        ("🏴‍☠️", 1),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("❤️‍🔥", 1),
        ("12 # * © ™", 0),
        ("→ ✓ –", 0),
        ("⛄❄️", 2),
    ],
)
def test_emojis_are_counted_as_seen(text: str, count: int) -> None:
    assert len(emojis(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Öppet 10–14 på helsingborg.se/bad.", 4),
        ("Hej – du 🎉 där!", 3),
        ("”Kom hit”, sa S:t Olof", 5),
        ("t.ex. en", 2),
        ("… 🎉 !", 0),
        ("", 0),
    ],
)
def test_words_as_a_person_counts_them(text: str, count: int) -> None:
    assert len(w.counted(text)) == count


@given(ANY_TEXT)
def test_utf16_length_is_javascripts(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Hej på dig", 10),
        ("åäö ÅÄÖ é", 9),
        ("😀", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("こんにちは", 10),
        ("https://helsingborg.se/en/ganska/lang/adress/som/aldrig/tar/slut", 23),
        ("Läs helsingborg.se nu", 4 + 23 + 3),
        ("Mejla anna@example.com", 22),
        ("”citat” – så", 12),
        ("#hashtag @konto", 15),
    ],
)
def test_length_on_x(text: str, length: int) -> None:
    assert x_length(text) == length


@pytest.mark.parametrize(
    ("text", "man", "ni"),
    [
        ("Man kan låna en cykel.", 1, 0),
        ("Om man vill låna bokar man den i appen.", 2, 0),
        ("En man från Råå hittade en säl.", 0, 0),
        ("Brandmannen och en annan man hjälpte till.", 0, 0),
        ("Laget består av tio man från hamnen.", 0, 0),
        ("”Man blir glad”, säger Eva.", 0, 0),
        ("En 34-årig man har hittats.", 0, 0),
        ("Isle of Man är en ö.", 0, 0),
        ("Man hörde båten en stund till.", 0, 0),
        ("Det fanns en tid då man kunde åka fram och tillbaka.", 0, 0),
        ("Man måste inte anmäla sig.", 1, 0),
        ("Nu kan ni söka plats.", 0, 1),
        ("Hej Anna och Erik! Nu kan ni hämta nyckeln.", 0, 0),
        ("Grattis, familjen Ek! Ni vann.", 0, 0),
    ],
)
def test_pronouns(text: str, man: int, ni: int) -> None:
    words, quotes = w.words(text), w.quotes(text)
    assert len(pronouns.impersonal(text, words, quotes)) == man
    assert len(pronouns.plural_address(text, words, quotes)) == ni


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("tillsammansärvistarkare", "tillsammans är vi starkare"),
        ("världensbästajobb", "världens bästa jobb"),
        ("gillahösten", "gilla hösten"),
        ("stadsbibliotek", ""),
        ("medborgarlöfte", ""),
        ("förskola", ""),
        ("omsorg", ""),
        ("påsklov", ""),
        ("landborgspromenaden", ""),
        ("helsingborg", ""),
        ("råå", ""),
        ("kulturförskola", ""),
        ("godjul", "god jul"),
        ("tryggjul", "trygg jul"),
        ("gottnyttår", "gott nytt år"),
        ("grönarestad", "grönare stad"),
        ("hållbaraval", "hållbara val"),
        ("läsförlivet", "läs för livet"),
        ("läsmer", "läs mer"),
        ("hållnaturenren", "håll naturen ren"),
        ("vågavälja", "våga välja"),
        ("växmedoss", "väx med oss"),
        ("minskamatsvinnet", "minska matsvinnet"),
        ("hejalotta", "heja lotta"),
        ("sommaristan", "sommar i stan"),
        ("julistaden", "jul i staden"),
        ("höstlovpåfredriksdal", "höstlov på fredriksdal"),
        ("dagfördag", "dag för dag"),
        ("trafiksäkerhetförallabarn", "trafiksäkerhet för alla barn"),
        ("minfavoritplats", "min favoritplats"),
        ("sommarlov", ""),
        ("barnkonventionen", ""),
        ("trafiksäkerhet", ""),
        ("hållplatserna", ""),
        ("vårblommor", ""),
        ("mittpunkt", ""),
        ("merkostnad", ""),
        ("närodlat", ""),
        ("minibussar", ""),
        ("demensvård", ""),
        ("rosengården", ""),
        ("höganäs", ""),
        ("köpenhamn", ""),
        ("varberg", ""),
        ("trygghetsvandring", ""),
        ("brandförsvaret", ""),
    ],
)
def test_hashtags_are_taken_apart(tag: str, parts: str) -> None:
    assert " ".join(segment.split_phrase(tag)) == parts


@pytest.mark.parametrize(
    ("text", "swedish"),
    [
        ("Välkommen till parken på lördag", True),
        ("Welcome to the park on Saturday", False),
        ("Velkommen til parken, vi er der ikke på lørdag", False),
        ("Willkommen im Park, wir sind am Samstag für dich da und freuen uns", False),
        ("مرحبا بكم في الحديقة", False),
        ("Sommarlov", True),
        ("From Berlin to Råå: nitton minuter till jobbet och barnomsorg för dig som flyttar hit", True),
        ("", True),
    ],
)
def test_language(text: str, swedish: bool) -> None:
    assert is_swedish(text[slice(*span)].lower() for span in w.words(text)) is swedish


@pytest.mark.parametrize(("count", "known"), [(99, False), (100, True)])
def test_lix_says_nothing_of_short_texts(count: int, known: bool) -> None:
    assert (w.lix(["ord"] * count, 5) is not None) is known


def test_lix_is_bjornssons_formula() -> None:
    assert w.lix(["kort"] * 90 + ["längreord"] * 30, 10) == 120 / 10 + 100 * 30 / 120
