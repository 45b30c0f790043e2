"""The words of the introduction: exercises that the engine can judge, and questions that can be answered."""

import itertools
import re
from collections import Counter
from typing import Any

import pytest

from checklists import comment_helper, draft_check, exercise_words, exercises, worktime
from checklists.strategy import load_exercises, load_goals, load_lessons, load_quiz, load_strategy
from checklists.strategy.guide_schema import Exercise, QuizQuestion
from macros.templates import ROOT

# What a good answer to each rewriting exercise can look like, written for this test.
MODEL_ANSWERS = {
    "playground-why": "Gungorna i Jordbodalen är slitna. Det har många berättat för oss, och därför byter vi ut dem. Vi börjar i "
    "mitten av maj, och den 12 juni kan du gunga igen. Under tiden är lekplatsen stängd, så att ingen gör sig illa. Lek gärna i "
    "Wilson park så länge.",
    "allotment-activate": "Nu kan du odla egna grönsaker nära havet. Vi har 14 nya odlingslotter i Rydebäck. Ansök om en lott på "
    "vår webbplats senast den 31 mars.",
    "park-name-engage": "Den nya parken på Söder har 40 körsbärsträd och en liten scen, men inget namn. Vad tycker du att den ska "
    "heta? Skriv ditt förslag i kommentarerna. Vi läser alla, och namnet blir klart i maj.",
    "street-light-reply": "Hej! Vad bra att du säger till, det blir mörkt på stigen när lamporna är trasiga. Vi byter dem i Pålsjö "
    "skog i början av april. Ser du fler lampor som inte lyser, skriv gärna till oss igen.\n"
    "Vänliga hälsningar, Amira, kommunikatör",
    "first-reply": "Hej! Bra fråga. Jag vet inte svaret i dag, men jag frågar kollegorna som sköter badplatserna. Du får besked "
    "här senast på torsdag klockan 15.\nVänliga hälsningar, Jonas, redaktör",
    "parents-cafe-privacy": "Stort tack till alla som kom till föräldrakaféet på Fredriksdal! Vi bjöd på fika och pratade om "
    "vardagen med små barn och om vägen tillbaka till jobbet. Nästa kafé har vi en onsdag i maj, klockan 10. Vill du komma? Skriv "
    "till oss i ett meddelande.",
    "skating-one-goal": "Vill du lära dig åka skridskor? I januari startar vår skridskoskola på banan vid Gröningen. Anmäl dig på "
    "vår webbplats senast den 20 december.",
}
# What a busy learner may hand in: better, but with one thing left.
NEARLY = {
    "playground-why": "Gungorna i Jordbodalen är slitna, och därför byter vi ut dem. Arbetet påbörjas i maj och är klart den "
    "12 juni. Lek gärna i Wilson park så länge.",
    "allotment-activate": "Nu kan du odla egna grönsaker nära havet. Anmäl dig till en odlingslott på vår webbplats! Vi ser fram "
    "emot att träffa dig.",
    "park-name-engage": "Parken på Söder är snart färdig. Vi har planterat 40 körsbärsträd och byggt en scen. I maj får parken "
    "sitt namn, och vi ser fram emot att visa den.",
    "street-light-reply": "Hej! Som vi redan har informerat byter vi lamporna vid Pålsjö skog i början av april. Hälsningar, "
    "Amira, kommunikatör",
    "first-reply": "Hej! Vi frågar ansv. enhet och svarar dig här på torsdag klockan 15. Vänliga hälsningar, Jonas, redaktör",
    "parents-cafe-privacy": "Stort tack till alla som kom till föräldrakaféet på Fredriksdal! Vi bjöd på fika och pratade om "
    "vardagen med små barn. Nästa kafé har vi en onsdag i maj, klockan 10. Vill du komma? Ring Karin på 070-174 06 54.",
    "skating-one-goal": "Nu öppnar vi skridskobanan vid Gröningen! Anmäl dig till skridskoskolan senast den 20 december. Dela "
    "gärna inlägget med en vän, och berätta i kommentarerna vilken isbana du minns. Svara på vår enkät.",
}
FAULTS = {
    "sports-hall-faults": ["Medborgare", "fr.o.m.", "Avseende", "ej"],
    "summer-day-faults": ["Sveriges bästa lördag", "💀", "VÄN", "!!!", "#sommarlovihelsingborg"],
    "bicycle-day-faults": ["sjukskriven för en depression", "ABC 123", "070-174 06 52", "samir.cykel@gmail.com"],
    "job-campaign-faults": ["en enorm succé", "Sveriges bästa kampanj", "m.a.o.", "learnings"],
}
ACTIONS = {
    "story-hour-thanks": "like",
    "benches-opinion": "leave",
    "clowns-rude": "hide",
    "communicator-attack": "remove-and-block",
    "bins-angry-question": "reply",
    "number-in-comment": "remove",
}


def of_kind(kind: str) -> list[Exercise]:
    return [exercise for exercise in load_exercises().values() if exercise.kind == kind]


def findings(exercise: Exercise, text: str) -> list[dict[str, Any]]:
    goal = {"goal": exercise.goal} if exercise.goal else {}
    found: list[dict[str, Any]] = draft_check.check({"text": text, "channel": exercise.channel, **goal})["findings"]
    return found


def test_the_data_hangs_together() -> None:
    load_strategy()
    assert len(load_lessons()) == 7
    for lesson in load_lessons():
        assert 4 <= sum(question.lesson == lesson for question in load_quiz().values()) <= 5
        assert 1 <= sum(exercise.lesson == lesson for exercise in load_exercises().values()) <= 3


def test_every_lesson_page_asks_its_own_questions_and_stands_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for lesson in load_lessons().values():
        page = (ROOT / "docs" / lesson.page).read_text(encoding="utf-8")
        for macro in ("lesson_head", "quiz", "exercises", "lesson_foot"):
            assert page.count(f'{{{{ {macro}("{lesson.id}") }}}}') == 1, (lesson.id, macro)
        assert f"{lesson.title}: {lesson.page}" in menu


def test_the_engine_agrees_with_the_examples_of_the_three_goals() -> None:
    page = (ROOT / "docs" / load_lessons()["goal-and-category"].page).read_text(encoding="utf-8")
    examples = re.findall(r'^!!! example "(\w+)"\n    ”(.+)”$', page, re.MULTILINE)
    names = {goal.id: goal.name for goal in load_goals().values()}
    assert [name for name, _ in examples] == list(names.values())
    for name, text in examples:
        checked = draft_check.check({"text": text, "channel": "facebook"})
        assert (names[checked["goal"]["label"]], checked["goal"]["abstain"]) == (name, False), text
        assert checked["findings"] == [], text


def test_the_engine_agrees_with_the_table_of_comments() -> None:
    page = (ROOT / "docs" / load_lessons()["comments"].page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| ”(.+?)” \| (.+?) \|", page, re.MULTILINE)
    told = {
        "svarar": "reply",
        "låter den stå": "leave",
        "döljer och meddelar": "hide",
        "tar bort och blockerar": "remove-and-block",
    }
    assert [told[what] for _, what in rows] == list(told.values())
    for text, what in rows:
        advice = comment_helper.advise({"text": text})
        assert (advice["action"], advice["abstain"]) == (told[what], False), text


# find-faults


def test_every_kind_is_tabled() -> None:
    assert {exercise.id for exercise in of_kind("find-faults")} == set(FAULTS)
    assert {exercise.id for exercise in of_kind("comment")} == set(ACTIONS)
    assert {exercise.id for exercise in of_kind("rewrite")} == set(MODEL_ANSWERS) == set(NEARLY)
    assert set(ACTIONS.values()) == {"reply", "leave", "like", "hide", "remove", "remove-and-block"}


@pytest.mark.parametrize("exercise", of_kind("find-faults"), ids=lambda exercise: exercise.id)
def test_the_faults_to_find_are_those_and_no_others(exercise: Exercise) -> None:
    found = findings(exercise, exercise.text)
    assert {one["rule"] for one in found} == set(exercise.rules)
    places = sorted((one["start"], one["end"]) for one in found)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))
    shown = [exercise.text[start:end] for start, end in places]
    assert len(shown) == len(FAULTS[exercise.id])
    assert all(fault in words for fault, words in zip(FAULTS[exercise.id], shown, strict=True)), shown
    assert 3 <= len(shown) <= 6
    assert 40 <= len(exercise.text.split()) <= 90


@pytest.mark.parametrize("exercise", of_kind("find-faults"), ids=lambda exercise: exercise.id)
def test_pointing_at_the_faults_passes_and_leaving_one_does_not(exercise: Exercise) -> None:
    spans = [[exercise.text.index(words), exercise.text.index(words) + len(words)] for words in FAULTS[exercise.id]]
    assert exercises.judge({"exercise": exercise.id, "chosen": spans})["passed"]
    for left in range(len(spans)):
        assert not exercises.judge({"exercise": exercise.id, "chosen": spans[:left] + spans[left + 1 :]})["passed"]


# rewrite


@pytest.mark.parametrize("exercise", of_kind("rewrite"), ids=lambda exercise: exercise.id)
def test_a_model_answer_passes_and_neither_the_original_nor_a_half_measure_does(exercise: Exercise) -> None:
    answer = exercises.judge({"exercise": exercise.id, "text": MODEL_ANSWERS[exercise.id]})
    assert answer["passed"], answer["points"]
    for text in (exercise.text, NEARLY[exercise.id]):
        points = exercises.judge({"exercise": exercise.id, "text": text})["points"]
        assert [point for point in points if point["ok"] is False], text
    engine = {found["rule"] for found in findings(exercise, exercise.text)}
    goal = draft_check.check({"text": exercise.text, "channel": exercise.channel})["goal"]["label"]
    assert engine & set(exercise.rules) or goal != exercise.goal


@pytest.mark.parametrize("exercise", of_kind("rewrite"), ids=lambda exercise: exercise.id)
def test_a_model_answer_is_one_that_the_draft_check_has_nothing_to_say_of(exercise: Exercise) -> None:
    assert [(found["rule"], found["text"]) for found in findings(exercise, MODEL_ANSWERS[exercise.id])] == []


def test_who_is_to_be_protected_is_not_named_even_where_the_rules_find_nothing() -> None:
    exercise = load_exercises()["parents-cafe-privacy"]
    named = MODEL_ANSWERS[exercise.id] + " Särskilt tack till Karin, som får försörjningsstöd."
    assert not {found["rule"] for found in findings(exercise, named)} & set(exercise.rules)
    points = exercises.judge({"exercise": exercise.id, "text": named})["points"]
    assert [point["text"] for point in points if point["ok"] is False] == [exercise_words.LEFT.format(words="Karin")]


@pytest.mark.parametrize("exercise", of_kind("rewrite"), ids=lambda exercise: exercise.id)
def test_what_must_be_gone_stands_in_the_text(exercise: Exercise) -> None:
    assert all(words in exercise.text for words in exercise.drop)


def test_the_name_of_the_person_is_part_of_what_there_is_to_find() -> None:
    exercise = load_exercises()["bicycle-day-faults"]
    start = exercise.text.index("Linnea Holm")
    assert exercises.judge({"exercise": exercise.id, "chosen": [[start, start + len("Linnea Holm")]]})["found"] == 1


def test_a_removal_rests_on_the_clause_of_its_reason() -> None:
    judged = exercises.judge({"exercise": "number-in-comment", "action": "remove"})
    assert judged["points"][0]["clause"] == "kommentarer.sekretess"


@pytest.mark.parametrize("exercise", of_kind("rewrite"), ids=lambda exercise: exercise.id)
def test_what_must_be_kept_can_be_known(exercise: Exercise) -> None:
    """It stands in the text or in the instruction, so that the learner need not guess."""
    for words in exercise.keep:
        assert words in exercise.text or words in exercise.instruction


# comment


@pytest.mark.parametrize("exercise", of_kind("comment"), ids=lambda exercise: exercise.id)
def test_the_engine_is_sure_of_what_to_do_with_a_comment(exercise: Exercise) -> None:
    advice = comment_helper.advise({"text": exercise.text, "post": exercise.post})
    assert (advice["action"], advice["abstain"]) == (ACTIONS[exercise.id], False)
    assert advice["confidence"] > 0.9
    for action in set(ACTIONS.values()):
        judged = exercises.judge({"exercise": exercise.id, "action": action})
        assert judged["passed"] == (action == ACTIONS[exercise.id] or (ACTIONS[exercise.id], action) in exercise_words.ALSO_RIGHT)


@pytest.mark.parametrize("exercise", of_kind("comment"), ids=lambda exercise: exercise.id)
def test_who_reads_a_harsh_comment_is_told_so_first(exercise: Exercise) -> None:
    harsh = ACTIONS[exercise.id] in ("hide", "remove-and-block")
    assert exercise.instruction.startswith("Obs: ") == harsh


# quiz


@pytest.mark.parametrize("question", load_quiz().values(), ids=lambda question: question.id)
def test_a_question_has_one_right_answer_that_its_length_does_not_give_away(question: QuizQuestion) -> None:
    right = [option for option in question.options if option.right]
    assert len(right) == 1
    assert 3 <= len(question.options) <= 4
    assert len({option.id for option in question.options}) == len(question.options)
    lengths = [len(option.text) for option in question.options]
    assert max(lengths) <= 1.6 * min(lengths), lengths
    for option in question.options:
        assert not option.feedback.startswith(("Rätt", "Inte rätt", "Fel"))  # the page says so first
        assert len(option.feedback) >= 60, option.id


def test_the_right_answer_stands_in_every_place_and_is_seldom_the_longest() -> None:
    questions = list(load_quiz().values())
    places = Counter(next(place for place, option in enumerate(one.options) if option.right) for one in questions)
    assert all(places[place] >= 3 for place in range(4))
    longest = sum(max(one.options, key=lambda option: len(option.text)).right for one in questions)
    assert longest <= len(questions) / 2


def test_the_question_about_friday_is_answered_as_the_engine_counts() -> None:
    """Friday 2027-04-16 15.30, an ordinary weekend."""
    due = worktime.reply_deadline({"received": "2027-04-16T15:30"})["due"]
    assert due.startswith("2027-04-19T15:30")
    right = next(option for option in load_quiz()["friday-afternoon"].options if option.right)
    assert right.text.startswith("Måndag klockan 15.30")


def test_the_engagement_rate_is_counted_right() -> None:
    right = next(option for option in load_quiz()["engagement-rate"].options if option.right)
    assert f"{(60 + 20 + 10) / 3600 * 100:.1f}".replace(".", ",") in right.text
