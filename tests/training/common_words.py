"""Writes the engine's list of everyday words from the labelled drafts: `python -m tests.training.common_words`.

The list takes hashtags apart and tells words in capitals from acronyms. It holds every word of three letters or more
that two authors use in lower case, and a few that hashtags and headlines use more than the drafts do.
"""

import sys
from collections import Counter
from pathlib import Path

from checklists.text import words as w
from tests.training.corpus import AUTHORS, load

TARGET = Path(__file__).parents[2] / "checklists" / "strategy" / "tone" / "common-words.txt"
EXTRA = (
    "växer väx odla håll trygg trygga grön gröna grönare blå röd fest festen kultur kulturen idrott sport fritid skola"
    " skolan lära lär läsa läs läser älskar älska hjärta hjärtat stad staden staden stadens framtid framtiden framtidens"
    " tillsammans starkare stark starka bättre bäst bästa roligt rolig håller ihop hållbar hållbart hållbara klimat"
    " klimatet miljö miljön natur naturen djur barn barnen ungdom unga äldre familj familjen vänner sommar vinter höst"
    " vår jul påsk midsommar lov sommarlov höstlov sportlov helg dag dagen natt kväll morgon nyår advent lucia fika"
    " kaffe mat maten jobb jobba arbete viktigt information varning obs stopp nyhet nyheter gratis alla aldrig alltid"
    " öppet stängt nytt nya ny idag imorgon välkommen välkomna grattis tack hej kom med nu köp rea läs här ditt din dina"
    " kör gå cykla cykel buss tåg bil bilen bad bada badet strand stranden park parken hav havet sol solen snö regn steg"
    " stegen vatten vattnet energi spara återbruk återvinn sortera källsortera helsingborg hbg råå ramlösa sofiero"
    " dunkers öresund skåne sverige norden pålsjö fredriksdal gröningen wow oj ja nej äntligen obs tips nytt hurra heja"
    " bravo god snälla förlåt stort extra sista chansen allt ingen inget äventyr livet bästa rösta val valet demokrati"
    " hälsa hälsan träna träning promenad möten möte"
).split()


def generate() -> str:
    """Return the list, one word a line, sorted."""
    authors_of: Counter[str] = Counter()
    for author in AUTHORS:
        used: set[str] = set()
        for example in load(author):
            shielded = w.protected(example.text)
            tokens = (example.text[slice(*span)] for span in w.words(example.text) if not w.overlaps(shielded, *span))
            used.update(token for token in tokens if token.islower() and token.isalpha() and len(token) > 2)
        authors_of.update(used)
    everyday = {word for word, authors in authors_of.items() if authors > 1}
    return "".join(f"{word}\n" for word in sorted(everyday.union(EXTRA)))


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == generate() else f"{TARGET.name} has drifted: run make generate")
    TARGET.write_text(generate(), encoding="utf-8", newline="\n")
