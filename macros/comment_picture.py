"""Lays out the picture of the questions about a comment: boxes for questions and ends, answers on the arrows between them.

The first question stands to the left with its answers below each other; a question that only it leads to stands beside the
answer. Questions with other ways in stand below, and lines in lanes at the right edge lead down to them. Lengths are in
pixels; overrides/widgets/comment-picture.html draws. Start with `lay_out`.
"""

from dataclasses import dataclass, field

from checklists.strategy import load_questions
from macros.comment_flow import Way, ways

LINE = 18
FONT = 14
# Columns: the first question, its answers, the other questions, their answers, the ends, the lanes.
FIRST, FIRST_LABEL, SECOND, LABEL, END, LANES = 0, 154, 316, 474, 692, 846
BOX_WIDTH, FIRST_LABEL_WIDTH, LABEL_WIDTH, END_WIDTH, LANE_WIDTH = 134, 138, 192, 140, 14
PADDING, GAP, ROW_GAP = 9, 16, 8
NARROW, WIDE = "fijlrtI.,:;!'’()- \u00a0", "mwMWÅÄÖABCDEFGHKNOPQRSTUVXYZ–…"


@dataclass(frozen=True, slots=True)
class Box:
    """A question or an end, with its text broken into lines; `kind` is "question" or the end's action."""

    id: str
    kind: str
    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height that the lines need."""
        return _height(self.lines)

    @property
    def middle(self) -> float:
        """Where arrows come and go."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Label:
    """An answer, where its arrow begins; or a note on a line, of where it leads."""

    id: str
    x: float
    middle: float
    lines: tuple[str, ...]

    @property
    def end(self) -> float:
        """Where the text ends."""
        return self.x + max(map(text_width, self.lines)) + 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; with `head` it ends in an arrow, with `joins` it meets another line at its end."""

    points: tuple[tuple[float, float], ...]
    head: bool = False
    joins: bool = False


@dataclass
class Picture:
    """All that is drawn, and how large it is."""

    boxes: list[Box] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    notes: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    width: float = 0
    height: float = 0


def lay_out() -> Picture:
    """Return the picture of questions.toml."""
    picture, graph = Picture(), ways()
    start = next(iter(graph))
    beside = {way.next.id for way in graph[start] if way.next} - {
        way.next.id for asked, found in graph.items() if asked != start for way in found if way.next
    }
    # A line on its way to a question further down: the question, and where the line leaves the answer.
    leaving: list[tuple[str, float, float]] = []
    y: float = 1
    placed: set[str] = set()
    middles = []
    for way in graph[start]:
        lines = wrap(way.answer.text, FIRST_LABEL_WIDTH)
        if way.next and way.next.id in beside - placed:
            placed.add(way.next.id)
            box, below = _group(picture, way.next.id, graph[way.next.id], y, leaving)
            middle, y = box.middle, max(below, box.middle + _height(lines) / 2) + GAP
            target: float | None = box.x
        else:
            height = max(_height(lines), _ends_height(way))
            middle, y = y + height / 2, y + height + GAP
            target = _end(picture, way, SECOND, middle, leaving, Label("", FIRST_LABEL, middle, lines).end)
        label = Label(f"{start}.{way.answer.id}", FIRST_LABEL, middle, lines)
        picture.labels.append(label)
        middles.append(middle)
        if target is not None:
            picture.lines.append(Line(((label.end, middle), (target, middle)), head=True))
    _box(picture, start, FIRST, middles[0])
    _fan(picture, FIRST + BOX_WIDTH, FIRST_LABEL, middles[0], middles)
    tops: dict[str, tuple[Box, float]] = {}
    for asked in _by_depth(graph, start):
        if asked not in placed and asked != start:
            top = y + GAP
            box, y = _group(picture, asked, graph[asked], top, leaving)
            tops[asked] = (box, top)
            y += GAP
    picture.width = _draw_lanes(picture, tops, leaving)
    picture.height = y
    return picture


def _group(
    picture: Picture, asked: str, found: list[Way], y: float, leaving: list[tuple[str, float, float]]
) -> tuple[Box, float]:
    """Place a question in the second column with its answers and their ends; return its box and how far down it reaches."""
    texts = [wrap(way.answer.text, LABEL_WIDTH) for way in found]
    heights = [max(_height(lines) - PADDING, _ends_height(way)) for way, lines in zip(found, texts, strict=True)]
    box_height = _height(_question_lines(asked))
    total = sum(heights) + ROW_GAP * (len(heights) - 1)
    row = y + max(0, (box_height - total) / 2)
    middles = []
    for way, lines, height in zip(found, texts, heights, strict=True):
        middle = row + height / 2
        label = Label(f"{asked}.{way.answer.id}", LABEL, middle, lines)
        picture.labels.append(label)
        target = _end(picture, way, END, middle, leaving, label.end)
        if target is not None:
            picture.lines.append(Line(((label.end, middle), (target, middle)), head=True))
        middles.append(middle)
        row += height + ROW_GAP
    box = _box(picture, asked, SECOND, y + max(total, box_height) / 2)
    _fan(picture, SECOND + BOX_WIDTH, LABEL, box.middle, middles)
    return box, y + max(total, box_height)


def _box(picture: Picture, asked: str, x: float, middle: float) -> Box:
    lines = _question_lines(asked)
    box = Box(asked, "question", x, max(1, middle - _height(lines) / 2), BOX_WIDTH, lines)
    picture.boxes.append(box)
    return box


def _end(
    picture: Picture, way: Way, x: float, middle: float, leaving: list[tuple[str, float, float]], left: float
) -> float | None:
    """Place what an answer ends in and return its left edge, or None for an answer that leads to a question further down."""
    if way.next:
        words = (f"till fråga {_number(way.next.id)}",)
        note = Label(f"{way.question.id}.{way.answer.id}", x + (END_WIDTH - text_width(words[0])) / 2, middle, words)
        picture.notes.append(note)
        picture.lines.append(Line(((left, middle), (note.x - 6, middle))))
        leaving.append((way.next.id, note.end, middle))
        return None
    y = middle - _ends_height(way) / 2
    for end in way.ends:
        box = Box(f"{way.question.id}.{way.answer.id}", end.action, x, y, END_WIDTH, wrap(end.label, END_WIDTH - 2 * PADDING))
        picture.boxes.append(box)
        y += box.height + 2
    return x


def _fan(picture: Picture, left: float, right: float, middle: float, middles: list[float]) -> None:
    """Draw the lines from a question's right edge to the left of its answers."""
    stem = (left + right) / 2
    picture.lines.append(Line(((left, middle), (stem, middle))))
    picture.lines.append(Line(((stem, min(middle, *middles)), (stem, max(middle, *middles)))))
    picture.lines += [Line(((stem, each), (right - 5, each))) for each in middles]


def _draw_lanes(picture: Picture, tops: dict[str, tuple[Box, float]], leaving: list[tuple[str, float, float]]) -> float:
    """Draw the lines that lead down, the innermost lane first to the question that comes first; return the width."""
    taken: list[float] = []
    for asked, (box, top) in tops.items():
        sources = [(left, middle) for target, left, middle in leaving if target == asked]
        first = min(middle for _, middle in sources)
        turn = top - GAP / 2
        lane = next((number for number, until in enumerate(taken) if until < first), len(taken))
        taken[lane : lane + 1] = [turn]
        x, centre = LANES + lane * LANE_WIDTH, box.x + box.width / 2
        picture.lines += [Line(((left, middle), (x, middle)), joins=middle != first) for left, middle in sources]
        picture.lines.append(Line(((x, first), (x, turn), (centre, turn), (centre, box.y)), head=True))
    return LANES + len(taken) * LANE_WIDTH


def _by_depth(graph: dict[str, list[Way]], start: str) -> list[str]:
    """Return the questions so that every one comes after all that lead to it."""
    depth = dict.fromkeys(graph, 0)
    for _ in graph:
        for asked, found in graph.items():
            for way in found:
                if way.next:
                    depth[way.next.id] = max(depth[way.next.id], depth[asked] + 1)
    return sorted((asked for asked in graph if asked == start or depth[asked]), key=lambda asked: depth[asked])


def _question_lines(asked: str) -> tuple[str, ...]:
    return wrap(f"{_number(asked)}. {load_questions()[asked].text}", BOX_WIDTH - 2 * PADDING)


def _number(asked: str) -> int:
    return list(load_questions()).index(asked) + 1


def _ends_height(way: Way) -> float:
    return sum(_height(wrap(end.label, END_WIDTH - 2 * PADDING)) + 2 for end in way.ends) - 2 * bool(way.ends)


def _height(lines: tuple[str, ...]) -> float:
    return len(lines) * LINE + 2 * PADDING


def wrap(text: str, width: float) -> tuple[str, ...]:
    """Return the text in lines that are no wider than `width` pixels, as far as words allow."""
    lines: list[str] = []
    for word in text.replace(" …", "\u00a0…").split(" "):
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def text_width(text: str) -> float:
    """Return about how wide a text is in pixels, rather too much than too little: fonts differ."""
    return sum(0.31 if char in NARROW else 0.72 if char in WIDE else 0.54 for char in text) * FONT
