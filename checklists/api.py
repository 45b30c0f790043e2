"""The browser's door to the engine: a name and a JSON text in, a JSON text out, never an exception for bad input."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from checklists import comment_helper, draft_check, exercises, jsontext, post_metrics, reply_roster, slot_booking, worktime
from checklists.errors import InputError
from checklists.metrics import tables
from checklists.plan import calendar_read, calendar_write, outputs, people_csv, planfile
from checklists.roster.judge import judge
from checklists.roster.options import options
from checklists.roster.repairs import repairs
from checklists.roster.replan import replan
from checklists.roster.swaps import swaps


def check_draft(payload: dict[str, Any]) -> dict[str, Any]:
    """Return draft_check.check with every start and end in UTF-16 units, as JavaScript counts."""
    result: dict[str, Any] = to_utf16(draft_check.check(payload), payload["text"])
    return result


def advise_comment(payload: dict[str, Any]) -> dict[str, Any]:
    """Return comment_helper.advise with every start and end in UTF-16 units, as JavaScript counts."""
    result: dict[str, Any] = to_utf16(comment_helper.advise(payload), payload["text"])
    return result


def judge_exercise(payload: dict[str, Any]) -> dict[str, Any]:
    """Return exercises.judge with every place in UTF-16 units, those that are asked about too."""
    text = exercises.judged_text(exercises.exercise_of(payload), payload)
    result: dict[str, Any] = to_utf16(exercises.judge(payload | from_utf16(payload.get("chosen"), text)), text)
    return result


CALLS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "draft_check": check_draft,
    "character_count": draft_check.count,
    "comment_advice": advise_comment,
    "comment_decision": comment_helper.decided,
    "comment_ready": comment_helper.ready,
    "exercise": judge_exercise,
    "reply_deadline": worktime.reply_deadline,
    "publish_time": worktime.publish_time,
    "reply_roster": reply_roster.solve,
    "roster_judge": judge,
    "roster_options": options,
    "roster_swaps": swaps,
    "roster_replan": replan,
    "roster_repairs": repairs,
    "read_plan": planfile.read_plan,
    "read_people": people_csv.read_people,
    "read_absences": people_csv.read_absences,
    "read_calendar": calendar_read.read_calendar,
    "write_calendar": calendar_write.write_calendar,
    "slot_booking": slot_booking.book,
    "write_table": outputs.write_table,
    "write_text": outputs.write_text,
}


class InSteps(Protocol):
    """What may take long: steps that tell how it goes, and the answer as it stands."""

    def steps(self) -> Iterator[dict[str, Any]]:
        """Work a little, and say how it goes."""

    def result(self) -> dict[str, Any]:
        """Return the answer so far."""


# See Work.
WORKS: dict[str, Callable[[dict[str, Any]], InSteps]] = {
    "reply_roster": reply_roster.Planning,
    "post_metrics": post_metrics.Report,
    "post_metrics_files": post_metrics.Files,
    "post_metrics_csv": tables.Tables,
}


def call(name: str, payload: str, contents: Sequence[bytes] = ()) -> str:
    """Return the JSON answer of CALLS[name], or {"error": one Swedish sentence, "field": the key at fault or ""}.

    `contents` are the bytes of payload["files"], in the same order, where they do not come as base64 in the payload.
    """
    try:
        return jsontext.dumps(CALLS[name](_given(payload, contents)))
    except InputError as error:
        return jsontext.dumps({"error": error.swedish, "field": error.field})


def _given(payload: str, contents: Sequence[bytes]) -> dict[str, Any]:
    """Return the payload as plain data, its files with their bytes."""
    given = jsontext.loads_object(payload)
    for file, content in zip(given["files"] if contents else (), contents, strict=True):
        file["content"] = bytes(content)  # from the browser it is a memoryview
    return given


class Work:
    """An answer that takes long, found in steps: `step` until it returns "", or `result` at any time for the best so far."""

    def __init__(self, name: str, payload: str, contents: Sequence[bytes] = ()) -> None:
        self._error = ""
        try:
            self._work = WORKS[name](_given(payload, contents))
            self._steps = iter(self._work.steps())
        except InputError as error:
            self._error = jsontext.dumps({"error": error.swedish, "field": error.field})

    def step(self) -> str:
        """Work a little and return how it goes as JSON, or "" when there is no more to do."""
        progress = None if self._error else next(self._steps, None)
        return "" if progress is None else jsontext.dumps(progress)

    def result(self) -> str:
        """Return the JSON answer as it stands, or the error as `call` does."""
        return self._error or jsontext.dumps(self._work.result())


def to_utf16(result: Any, text: str) -> Any:
    """Return `result` with the code point offsets of `text` under "start" and "end" turned into UTF-16 offsets."""
    if text.isascii() or max(text) <= "\uffff":
        return result
    return _convert(result, _units(text))


def from_utf16(chosen: Any, text: str) -> dict[str, Any]:
    """Return {"chosen": [[start, end], ...]} with the UTF-16 offsets of `text` as code points; what is no offset stays."""
    if not isinstance(chosen, list):
        return {} if chosen is None else {"chosen": chosen}
    units = _units(text)

    def place(unit: Any) -> Any:
        return bisect_right(units, unit) - 1 if type(unit) is int and 0 <= unit <= units[-1] else unit

    return {"chosen": [[place(unit) for unit in span] if isinstance(span, list) else span for span in chosen]}


def _units(text: str) -> list[int]:
    """Return the UTF-16 offset of every code point, and of the end."""
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if char > "\uffff" else 1))
    return units


def _convert(value: Any, units: list[int]) -> Any:
    if isinstance(value, list):
        return [_convert(item, units) for item in value]
    if isinstance(value, dict):
        return {key: units[item] if key in ("start", "end") else _convert(item, units) for key, item in value.items()}
    return value
