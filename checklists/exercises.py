"""Judges the exercises of the introduction (strategy/guide/exercises.toml) with the engine that everyone else uses.

`judge` is the way in. No answer is stored anywhere: what there is to find is what the draft check finds, and what to do
with a comment is what the comment helper advises. Places in a text count code points. What is said is in exercise_words.py.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from checklists import comment_helper, draft_check
from checklists import exercise_words as say
from checklists.errors import InputError
from checklists.strategy import load_actions, load_exercises, load_goals, load_reasons, load_rules
from checklists.strategy.guide_schema import Exercise
from checklists.text.words import Span, counted

Payload = dict[str, Any]
# A fault of more words than this, such as a long sentence, is not pointed out by pointing at another fault within it.
LONG_FAULT = 8
# A rewrite with less than this share of the original's words has left out more than it has put right.
FAR_SHORTER = 1 / 3
MAX_CHOSEN, MAX_NOTES = 2_000, 3


def judge(payload: Payload) -> Payload:
    """Return how it went: {"passed", "lead": a sentence, "points": [...], "found"?, "of"?}.

    Of {"exercise": id} with "chosen": [[start, end], ...] in the exercise's text (find-faults), "text" (rewrite) or
    "action": id (comment). A point is {"ok": true, false or null for a remark, "text", "clause", "start"?, "end"?}; only what
    is fine as it stands has no clause (""). Raises InputError for an exercise that does not exist and for bad input.
    """
    return judged(exercise_of(payload), payload)


def judged(exercise: Exercise, payload: Payload) -> Payload:
    """Return how it went with this exercise, as `judge` does."""
    return KINDS[exercise.kind](exercise, payload)


def exercise_of(payload: Payload) -> Exercise:
    """Return the exercise that the payload names."""
    name = payload.get("exercise")
    if not isinstance(name, str) or name not in load_exercises():
        raise InputError("exercise", f"unknown exercise {name!r}", "Övningen finns inte längre. Ladda om sidan.")
    return load_exercises()[name]


def shown_text(exercise: Exercise) -> str:
    """Return the exercise's text as the learner sees it, in which places are counted."""
    return exercise.text.strip()


def judged_text(exercise: Exercise, payload: Payload) -> str:
    """Return the text that the points' places are in."""
    text = payload.get("text")
    return text if exercise.kind == "rewrite" and isinstance(text, str) else shown_text(exercise)


@cache
def faults(exercise: Exercise) -> tuple[Payload, ...]:
    """Return the engine's findings of the exercise's rules in its text: what there is to find or to put right."""
    found = _findings(exercise, shown_text(exercise), ours=True)
    return tuple(fault for fault in found if fault["start"] < fault["end"])  # what is missing cannot be pointed at


def _checked(exercise: Exercise, text: str) -> Payload:
    goal = {"goal": exercise.goal} if exercise.goal else {}
    return draft_check.check({"text": text, "channel": exercise.channel, **goal})


def _findings(exercise: Exercise, text: str, *, ours: bool) -> Iterator[Payload]:
    for found in _checked(exercise, text)["findings"]:
        if (found["rule"] in exercise.rules) == ours:
            yield found


def _point(ok: bool | None, text: str, clause: str, span: tuple[int, int] | None = None) -> Payload:
    place = {"start": span[0], "end": span[1]} if span and span[0] < span[1] else {}
    return {"ok": ok, "text": text, "clause": clause, **place}


def _told(ok: bool | None, found: Payload) -> Payload:
    """Return a finding of the draft check as a point."""
    words = " eller ".join(f"”{suggestion}”" for suggestion in found["suggestions"])
    text = f"{found['message']} {say.SUGGESTION.format(words=words)}" if words else found["message"]
    return _point(ok, text, found["clause"], (found["start"], found["end"]))


# find-faults


def _find_faults(exercise: Exercise, payload: Payload) -> Payload:
    text, there = shown_text(exercise), faults(exercise)
    chosen = _chosen(payload, text)
    short = [(fault["start"], fault["end"]) for fault in there if not _is_long(text, fault)]
    all_of = {"found": 0, "of": len(there)}
    fine_words = [word for word in counted(text) if not _meets(word, short)]
    touched = [word for word in fine_words if _meets(word, chosen)]
    if len(touched) > len(fine_words) / 2:
        return {"passed": False, "lead": say.FAULTS_TOO_MANY, "points": [], **all_of}
    found = [fault for fault in there if any(_points_out(span, fault, text, short) for span in chosen)]
    points = [_told(fault in found, fault) for fault in there]
    hit = [(fault["start"], fault["end"]) for fault in found]
    points += [_point(None, say.FINE, "", span) for span in chosen if not _meets(span, [*short, *hit])]
    passed = len(found) == len(there)
    ordered = sorted(points, key=lambda point: (point.get("start", 0), point.get("end", 0)))
    lead = _faults_lead(len(found), len(there))
    return {"passed": passed, "lead": lead, "points": ordered, "found": len(found), "of": len(there)}


def _chosen(payload: Payload, text: str) -> list[Span]:
    chosen = payload.get("chosen")
    if not isinstance(chosen, list) or len(chosen) > MAX_CHOSEN or not all(_is_span(item, len(text)) for item in chosen):
        english = f"must be a list of at most {MAX_CHOSEN} [start, end] within the exercise's text"
        raise InputError("chosen", english, "Markeringen gick inte att läsa. Ladda om sidan och markera igen.")
    if not chosen:
        raise InputError("chosen", "is empty", "Markera minst ett ord först.")
    return sorted({Span(*item) for item in chosen})


def _is_span(item: Any, length: int) -> bool:
    if not isinstance(item, list | tuple) or len(item) != 2 or not all(type(place) is int for place in item):
        return False
    return bool(0 <= item[0] < item[1] <= length)


def _is_long(text: str, fault: Payload) -> bool:
    return len(text[fault["start"] : fault["end"]].split()) > LONG_FAULT


def _points_out(span: Span, fault: Payload, text: str, short: Iterable[tuple[int, int]]) -> bool:
    if not _meets(span, [(fault["start"], fault["end"])]):
        return False
    if not _is_long(text, fault):
        return True
    words = [word for word in counted(text) if _meets(word, [span])]
    return not words or any(not _meets(word, short) for word in words)


def _meets(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _faults_lead(found: int, of: int) -> str:
    if found == of:
        return say.FAULTS_ALL.format(of=of) if of > 1 else say.FAULTS_ONE
    if of == 1:
        return say.FAULTS_ONE_LEFT
    return say.FAULTS_SOME.format(found=found, of=of) if found else say.FAULTS_NONE.format(of=of)


# rewrite


def _rewrite(exercise: Exercise, payload: Payload) -> Payload:
    text, original = payload.get("text"), shown_text(exercise)
    if not isinstance(text, str):
        raise InputError("text", "must be a string" if "text" in payload else "is missing", "Skriv din text i rutan.")
    if not text.strip():
        return {"passed": False, "lead": say.REWRITE_ONE_LEFT, "points": [_point(False, say.EMPTY, exercise.clause)]}
    checked = _checked(exercise, text)
    silent = checked["explanation"]["goal"]["silent"]
    points = []
    if _plain(text) == _plain(original):
        points.append(_point(False, say.UNCHANGED, exercise.clause))
    if silent:  # nothing but the rules of safety has looked at it
        points.append(_point(False, say.UNREADABLE[silent], exercise.clause))
    elif len(counted(text)) < FAR_SHORTER * len(counted(original)):
        points.append(_point(False, say.SHORT, exercise.clause))
    points += [*_kept(exercise, text), *_put_right(exercise, checked), *([] if silent else _goal(exercise, checked))]
    points += _remarks(exercise, checked)
    points.sort(key=lambda point: (False, None, True).index(point["ok"]))
    left = sum(point["ok"] is False for point in points)
    lead = say.REWRITE_LEFT.format(count=left) if left > 1 else say.REWRITE_ONE_LEFT if left else say.REWRITE_DONE
    return {"passed": not left, "lead": lead, "points": points}


def _plain(text: str) -> str:
    """Return the text without what a reader would not call a change: case, spaces, kinds of dashes and of clock marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    dashes = re.sub(r"[‐‑‒–—−]", "-", folded)
    return " ".join(re.sub(r"(?<=\d)[:.](?=\d)", ".", re.sub(r"\s*-\s*", "-", dashes)).split())


def _holds(text: str, words: str) -> bool:
    """Say whether the words stand in the text, with any ending, but not in the middle of another word or number."""
    end = r"(?!\d)" if words[-1:].isdigit() else ""
    return re.search(rf"(?<!\w){re.escape(_plain(words))}{end}", _plain(text)) is not None


def _kept(exercise: Exercise, text: str) -> Iterator[Payload]:
    lost = [words for words in exercise.keep if not _holds(text, words)]
    for words in lost:
        yield _point(False, say.LOST.format(words=words), exercise.clause)
    if exercise.keep and not lost:
        yield _point(True, say.KEPT.format(words=say.listed(exercise.keep)), exercise.clause)
    for words in exercise.drop:
        if _holds(text, words):
            yield _point(False, say.LEFT.format(words=words), exercise.clause)


def _put_right(exercise: Exercise, checked: Payload) -> Iterator[Payload]:
    left = [found for found in checked["findings"] if found["rule"] in exercise.rules]
    for found in left:
        yield _told(False, found)
    if checked["explanation"]["goal"]["silent"]:
        return
    broken = {found["rule"] for found in faults(exercise)} - {found["rule"] for found in left}
    for rule in exercise.rules:
        if rule in broken:
            yield _point(True, say.RULE_DONE.format(rule=load_rules()[rule].name), load_rules()[rule].clause)


def _goal(exercise: Exercise, checked: Payload) -> Iterator[Payload]:
    if not exercise.goal:
        return
    goal, verdict = load_goals()[exercise.goal], checked["goal"]
    names = {"goal": goal.name, "seen": load_goals()[verdict["label"]].name, "question": goal.question}
    names["other"] = load_goals()[verdict["runner_up"]].name
    reached = verdict["label"] == goal.id
    if reached:
        text = say.GOAL_UNSURE if verdict["abstain"] else say.GOAL_REACHED
    else:
        text = say.GOAL_ALMOST if verdict["abstain"] else say.GOAL_OTHER
    yield _point(reached and not verdict["abstain"], text.format(**names), goal.clause)


def _remarks(exercise: Exercise, checked: Payload) -> list[Payload]:
    """Return what other rules say of the new text and did not say of the original; nobody fails for it."""
    before = {found["rule"] for found in _findings(exercise, shown_text(exercise), ours=False)}
    new = [found for found in checked["findings"] if found["rule"] not in {*exercise.rules, *before} and found["level"] != "tip"]
    return [_told(None, found) for found in new[:MAX_NOTES]]


# comment


def _comment(exercise: Exercise, payload: Payload) -> Payload:
    chosen, actions = payload.get("action"), load_actions()
    if not isinstance(chosen, str) or chosen not in actions:
        raise InputError("action", f"must be one of {', '.join(actions)}", "Välj vad du skulle göra med kommentaren.")
    advice = comment_helper.advise({"text": shown_text(exercise), **({"post": exercise.post} if exercise.post else {})})
    advised, same, points = actions[advice["action"]], chosen == advice["action"], []
    passed = same or (advised.id, chosen) in say.ALSO_RIGHT
    if advice["abstain"]:
        lead = say.COMMENT_UNSURE
        points.append(_point(None, say.ASK, "dolja.hjalp"))
        points.append(_point(None, say.COMMENT_LEANS.format(action=say.action_name(advised)), advised.clause))
    else:
        lead = (say.COMMENT_SAME if same else _difference(chosen, advised.id)).format(action=say.action_name(advised))
        if not same:
            text, clause = say.CONSEQUENCES[advised.id][chosen]
            points.append(_point(None if passed else False, text, clause or advice["reasons"][0]["clause"]))
        # What must go rests on different clauses; the reason knows which.
        clause = advice["reasons"][0]["clause"] if advised.id == "remove" else advised.clause
        points.append(_point(True if same else None, advised.how, clause))
    if advice["also_reply"]:
        points.append(_point(None, say.ALSO_REPLY, "svara.fragor"))
    return {"passed": passed, "lead": lead, "points": [*points, *_reasons(advice)]}


def _difference(chosen: str, advised: str) -> str:
    order = list(load_actions())
    return say.COMMENT_MILDER if order.index(chosen) > order.index(advised) else say.COMMENT_STRONGER


def _reasons(advice: Payload) -> Iterator[Payload]:
    told = set()
    for found in advice["reasons"]:
        reason = load_reasons()[found["reason"]]
        if reason.id not in told:
            told.add(reason.id)
            text = say.REASON.format(name=reason.name, meaning=reason.meaning)
            yield _point(None, text, reason.clause, (found["start"], found["end"]))


KINDS: dict[str, Callable[[Exercise, Payload], Payload]] = {
    "find-faults": _find_faults,
    "rewrite": _rewrite,
    "comment": _comment,
}
