"""The judge of the exercises: what counts as found, as rewritten and as the same advice, and what never passes."""

import json
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import api, exercise_words, exercises
from checklists.errors import InputError
from checklists.strategy import load_actions, load_clauses, load_exercises
from checklists.strategy.guide_schema import Exercise

FAULTS = "🎉 Avseende lekplatsen i Råå: man kan hälsa på fr.o.m. lördag. Vi bjuder på saft och bullar vid gungorna klockan 10."
REWRITE = "Avseende badet i Råå kan man bada fr.o.m. lördag den 14 juni. Biljetter erhålls i receptionen vid entrén klockan 10."
GOOD = "Badet i Råå öppnar lördag den 14 juni. Du köper din biljett i receptionen, vid entrén klockan 10. Välkommen till oss!"
RULES = ("plain-word", "address", "abbreviation")


def exercise(kind: str, text: str, **more: Any) -> Exercise:
    given: dict[str, Any] = {"clause": "tonalitet.inkluderande.klarsprak", "rules": RULES} | more
    return Exercise(id="x", lesson="tone", kind=kind, title="", instruction="", text=text, **given)


FIND = exercise("find-faults", FAULTS)
WRITE = exercise("rewrite", f"\n{REWRITE}\n", keep=("Råå", "14 juni", "klockan 10"))


def spans(text: str, *words: str) -> list[list[int]]:
    return [[text.index(word), text.index(word) + len(word)] for word in words]


def find(*words: str, task: Exercise = FIND) -> dict[str, Any]:
    return exercises.judged(task, {"chosen": spans(task.text, *words)})


def rewrite(text: str, task: Exercise = WRITE) -> dict[str, Any]:
    return exercises.judged(task, {"text": text})


def told(answer: dict[str, Any], ok: bool | None) -> list[str]:
    return [point["text"] for point in answer["points"] if point["ok"] is ok]


def marked(answer: dict[str, Any], ok: bool | None, text: str = FAULTS) -> list[str]:
    return [text[point["start"] : point["end"]] for point in answer["points"] if point["ok"] is ok]


@pytest.mark.parametrize(
    ("chosen", "found", "fine"),
    [
        (["Avseende", "man", "fr.o.m."], ["Avseende", "man", "fr.o.m."], []),
        (["Avseende lekplatsen", "kan hälsa"], ["Avseende"], ["kan hälsa"]),
        (["🎉 Avseende"], ["Avseende"], []),
        (["Avs"], ["Avseende"], []),
        (["lekplatsen", "🎉"], [], ["🎉", "lekplatsen"]),
        (["man", "an"], ["man"], []),
        (["saft och bullar"], [], ["saft och bullar"]),
        (["Avseende lekplatsen i Råå: man kan"], ["Avseende", "man"], []),
    ],
)
def test_what_is_pointed_out_is_found_and_the_rest_is_fine_or_missed(
    chosen: list[str], found: list[str], fine: list[str]
) -> None:
    answer = find(*chosen)
    assert marked(answer, True) == found
    assert marked(answer, None) == fine
    assert marked(answer, False) == [fault for fault in ("Avseende", "man", "fr.o.m.") if fault not in found]
    assert (answer["found"], answer["of"], answer["passed"]) == (len(found), 3, len(found) == 3)
    assert all((point["clause"] in load_clauses()) == (point["ok"] is not None) for point in answer["points"])


def test_a_missed_fault_says_what_to_write_instead() -> None:
    answer = find("man")
    assert answer["lead"] == "Du hittade 1 av 3."
    assert "Skriv ut ”fr.o.m.” så att alla förstår. Förslag: ”från och med”." in told(answer, False)


def test_marking_everything_finds_nothing() -> None:
    answer = exercises.judged(FIND, {"chosen": [[0, len(FAULTS)]]})
    assert not answer["passed"]
    assert answer["points"] == []
    assert answer["lead"] == exercise_words.FAULTS_TOO_MANY


def test_a_long_sentence_is_found_by_its_own_words_not_by_a_fault_in_it() -> None:
    text = (
        "Kom till parken. Vi som arbetar med stadens parker vill gärna höra av alla som har tankar om lekplatsen och om gungorna"
        " och om bänkarna och om belysningen, t.ex. nu i helgen när vi står där med kaffe och karta och tar emot förslag från"
        " alla som går förbi. Välkommen! Vi finns vid scenen."
    )
    task = exercise("find-faults", text, rules=("long-sentence", "abbreviation"))
    assert len(exercises.faults(task)) == 2
    assert find("t.ex.", task=task)["found"] == 1
    assert find("kaffe och karta", task=task)["found"] == 1
    assert find("t.ex. nu", task=task)["found"] == 2
    assert find("Kom till", task=task)["found"] == 0


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(FAULTS) - 1), st.integers(1, 30)), min_size=1, max_size=12))
def test_a_missed_fault_is_never_passed_and_the_same_answer_gets_the_same_judgement(given: list[tuple[int, int]]) -> None:
    chosen = [[start, min(len(FAULTS), start + length)] for start, length in given]
    answer = exercises.judged(FIND, {"chosen": chosen})
    assert answer == exercises.judged(FIND, {"chosen": [*reversed(chosen), *chosen]})
    touched = [any(start < fault["end"] and fault["start"] < end for start, end in chosen) for fault in exercises.faults(FIND)]
    assert not (answer["passed"] and not all(touched))
    assert answer["passed"] == (all(touched) and bool(answer["points"]))


@pytest.mark.parametrize(
    "chosen", [None, "0-3", [[0]], [[3, 3]], [[-1, 2]], [[0, 10_000]], [[True, 3]], [[0.0, 3]], [0, 3], [[0, 3]] * 3000]
)
def test_places_that_are_none_are_told(chosen: Any) -> None:
    with pytest.raises(InputError) as error:
        exercises.judged(FIND, {"chosen": chosen})
    assert error.value.field == "chosen"
    assert error.value.swedish.startswith("Markeringen gick inte att läsa.")


def test_nothing_marked_reveals_nothing() -> None:
    with pytest.raises(InputError, match="empty"):
        exercises.judged(FIND, {"chosen": []})


def test_a_good_rewrite_passes_and_the_original_does_not() -> None:
    answer = rewrite(GOOD)
    assert (answer["passed"], answer["lead"]) == (True, exercise_words.REWRITE_DONE)
    assert told(answer, False) == []
    assert "Krångligt ord: verktyget hittar inget kvar." in told(answer, True)
    assert not rewrite(REWRITE)["passed"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", [exercise_words.EMPTY]),
        (" \n\t ", [exercise_words.EMPTY]),
        (GOOD.replace("14 juni", "fjortonde juni"), ["”14 juni” saknas. Uppgiften är att det ska vara kvar, skrivet just så."]),
        (GOOD.replace("14 juni", "114 juni"), ["”14 juni” saknas. Uppgiften är att det ska vara kvar, skrivet just så."]),
        (GOOD.replace("klockan 10", "klockan 100"), ["”klockan 10” saknas. Uppgiften är att det ska vara kvar, skrivet just så."]),
        (GOOD.replace("Råå", "Råås hamn"), []),
        (GOOD.replace("14 juni", "14\u00a0Juni"), []),
        (GOOD.replace("din biljett", "erforderlig biljett"), ["Det finns ett enklare ord än ”erforderlig”. Förslag: ”nödvändig”."]),
        ("Råå 14 juni klockan 10.", [exercise_words.SHORT]),
        ("Råå, 14 juni, klockan 10", [exercise_words.SHORT]),
        ("14 juni", [exercise_words.UNREADABLE["short"], "”Råå” saknas. Uppgiften är att det ska vara kvar, skrivet just så.", "”klockan 10” saknas. Uppgiften är att det ska vara kvar, skrivet just så."]),
        ("The pool at Råå opens on Saturday 14 juni, klockan 10. You can buy your ticket at the front desk when you arrive.", [exercise_words.UNREADABLE["language"]]),
    ],
)  # fmt: skip
def test_what_is_left_of_a_rewrite_is_told_point_by_point(text: str, left: list[str]) -> None:
    answer = rewrite(text)
    assert told(answer, False) == left
    assert answer["passed"] == (not left)


@pytest.mark.parametrize("change", [str, str.upper, lambda text: text.replace(" ", "  "), lambda text: text + "\n"])
def test_an_unchanged_text_is_told(change: Any) -> None:
    assert exercise_words.UNCHANGED in told(rewrite(change(REWRITE)), False)


def test_a_finding_that_is_left_has_its_place_in_the_text_as_written() -> None:
    text = "🎉 " + GOOD.replace("Du köper", "Du köper t.ex.")
    [point] = [point for point in rewrite(text)["points"] if point["ok"] is False]
    assert text[point["start"] : point["end"]] == "t.ex."


def test_what_other_rules_say_of_the_new_text_is_a_remark() -> None:
    answer = rewrite(GOOD + " Ring Kim på 070-174 06 51.")
    assert answer["passed"]
    assert [text for text in told(answer, None) if "telefonnummer" in text]
    assert answer["points"].index(next(point for point in answer["points"] if point["ok"] is None)) == 0


@pytest.mark.parametrize(
    ("text", "goal", "reached"),
    [
        ("Anmäl dig till simskolan på helsingborg.se senast den 14 juni. Du väljer själv vilken tid som passar dig bäst.", "activate", True),
        ("Anmäl dig till simskolan på helsingborg.se senast den 14 juni. Du väljer själv vilken tid som passar dig bäst.", "engage", False),
        ("Drottninggatan är avstängd från måndag till onsdag, eftersom vi byter en vattenledning under gatan.", "inform", True),
        ("Drottninggatan är avstängd från måndag till onsdag, eftersom vi byter en vattenledning under gatan.", "activate", False),
    ],
)  # fmt: skip
def test_the_goal_is_what_the_engine_reads(text: str, goal: str, reached: bool) -> None:
    task = exercise("rewrite", "Verksamheten tillhandahåller information avseende aktuella åtgärder.", goal=goal)
    answer = rewrite(text, task)
    name = {"activate": "Aktivera", "engage": "Engagera", "inform": "Informera"}[goal]
    assert (f"Målet syns: {name}." in told(answer, True)) == reached
    assert any(f"målet är {name}" in text for text in told(answer, False)) != reached


@pytest.mark.parametrize("payload", [{}, {"text": None}, {"text": 3}])
def test_a_rewrite_needs_a_text(payload: dict[str, Any]) -> None:
    with pytest.raises(InputError) as error:
        exercises.judged(WRITE, payload)
    assert error.value.field == "text"


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(
        st.text(max_size=200), st.lists(st.sampled_from([*REWRITE.split(), *GOOD.split(), "🎉", "\n"]), max_size=30).map(" ".join)
    )
)
def test_any_text_is_judged_alike_each_time_and_points_are_within_it(text: str) -> None:
    answer = rewrite(text)
    assert answer == rewrite(text)
    assert answer["passed"] == (told(answer, False) == [])
    for point in answer["points"]:
        assert point["clause"] in load_clauses()
        assert 0 <= point.get("start", 0) <= point.get("end", 0) <= len(text)


COMMENTS = {
    "leave": "Slöseri. Laga gatorna i stället.",
    "like": "Så fint det blev vid lekplatsen, tack!",
    "reply": "När öppnar badplatsen igen?",
    "hide": "Ni är ju dumma i huvudet hela bunten.",
    "remove": "Ring mig på 070-174 06 51 så berättar jag om grannen.",
    "remove-and-block": "Vaktmästaren på er bild är ett äckel.",
}


@pytest.mark.parametrize("advised", COMMENTS)
def test_only_what_the_engine_advises_passes_and_every_other_gets_a_reason(advised: str) -> None:
    task = exercise("comment", COMMENTS[advised])
    for action in load_actions():
        answer = exercises.judged(task, {"action": action})
        passes = action == advised or (advised, action) == ("remove-and-block", "remove")  # "you may need to block"
        assert answer["passed"] == passes
        assert all(point["clause"] in load_clauses() for point in answer["points"])
        assert (answer["points"][0]["ok"] is False) == (not passes)
        assert load_actions()[advised].how in [point["text"] for point in answer["points"]]
        assert exercise_words.action_name(load_actions()[advised]) in answer["lead"]
        assert any("start" in point for point in answer["points"]) or advised == "leave"


def test_every_wrong_choice_has_its_consequence() -> None:
    assert set(exercise_words.CONSEQUENCES) == set(load_actions())
    for advised, choices in exercise_words.CONSEQUENCES.items():
        assert set(choices) == set(load_actions()) - {advised}
        assert all(text and (not clause or clause in load_clauses()) for text, clause in choices.values())


def test_a_question_in_what_is_hidden_is_to_be_answered_too() -> None:
    answer = exercises.judged(exercise("comment", "Ni är ju inte kloka, jävla idioter. När öppnar badet?"), {"action": "hide"})
    assert answer["passed"]
    assert exercise_words.ALSO_REPLY in told(answer, None)


def test_where_the_engine_is_unsure_asking_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    advice = {"action": "hide", "abstain": True, "also_reply": False, "reasons": []}
    monkeypatch.setattr(exercises.comment_helper, "advise", lambda payload: advice)
    for action in load_actions():
        answer = exercises.judged(exercise("comment", "Hm."), {"action": action})
        assert answer["lead"] == exercise_words.COMMENT_UNSURE
        assert told(answer, False) == []
        assert "kommunikation@helsingborg.se" in answer["points"][0]["text"]


@pytest.mark.parametrize("action", [None, "", "delete", 3, ["hide"]])
def test_an_action_that_is_none_is_told(action: Any) -> None:
    with pytest.raises(InputError) as error:
        exercises.judged(exercise("comment", "Hej!"), {"action": action})
    assert (error.value.field, error.value.swedish) == ("action", "Välj vad du skulle göra med kommentaren.")


@pytest.mark.parametrize("name", [None, "finns-inte", 3, ["tone"]])
def test_an_exercise_that_is_gone_is_told(name: Any) -> None:
    answer = json.loads(api.call("exercise", json.dumps({"exercise": name, "text": "Hej"})))
    assert answer == {"error": "Övningen finns inte längre. Ladda om sidan.", "field": "exercise"}


@pytest.fixture
def browser_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exercises, "load_exercises", lambda: {"find": FIND, "write": WRITE})


@pytest.mark.usefixtures("browser_exercise")
@pytest.mark.parametrize("words", [*combinations(["🎉", "Avseende", "man", "fr.o.m.", "saft"], 2)])
def test_the_browser_points_and_is_answered_in_utf16(words: tuple[str, ...]) -> None:
    units = FAULTS.encode("utf-16-le")

    def place(word: str) -> list[int]:
        start = units.index(word.encode("utf-16-le")) // 2
        return [start, start + len(word.encode("utf-16-le")) // 2]

    answer = json.loads(api.call("exercise", json.dumps({"exercise": "find", "chosen": [place(word) for word in words]})))
    assert {
        units[2 * point["start"] : 2 * point["end"]].decode("utf-16-le") for point in answer["points"] if point["ok"] is not False
    } == set(words)


@pytest.mark.usefixtures("browser_exercise")
@pytest.mark.parametrize("chosen", [None, "x", [[0, 99999]], [["a", 3]], [[1, 1]], [3], [[0, 1, 2]]])
def test_the_browser_is_told_of_bad_places(chosen: Any) -> None:
    assert json.loads(api.call("exercise", json.dumps({"exercise": "find", "chosen": chosen})))["field"] == "chosen"


@pytest.mark.usefixtures("browser_exercise")
def test_places_in_a_rewrite_are_in_utf16_too() -> None:
    text = "🎉 " + GOOD.replace("Du köper", "Du köper t.ex.")
    answer = json.loads(api.call("exercise", json.dumps({"exercise": "write", "text": text})))
    [point] = [point for point in answer["points"] if point["ok"] is False]
    assert text.encode("utf-16-le")[2 * point["start"] : 2 * point["end"]].decode("utf-16-le") == "t.ex."


@pytest.mark.parametrize("task", load_exercises().values(), ids=lambda task: task.id)
def test_the_exercises_of_the_site_can_be_passed_and_not_by_doing_nothing(task: Exercise) -> None:
    if task.kind == "find-faults":
        places = [[fault["start"], fault["end"]] for fault in exercises.faults(task)]
        assert exercises.judged(task, {"chosen": places})["passed"]
        for missed in range(len(places)):
            rest = places[:missed] + places[missed + 1 :]
            assert not exercises.judged(task, {"chosen": rest or [[0, 1]]})["passed"]
    elif task.kind == "rewrite":
        assert not exercises.judged(task, {"text": exercises.shown_text(task)})["passed"]
    else:
        passed = [action for action in load_actions() if exercises.judged(task, {"action": action})["passed"]]
        assert passed in ([passed[0]], ["remove", "remove-and-block"])
