"""Emojis as a reader sees them: one sign each, however many code points it is made of."""

import re

# Ranges of Unicode's emoji-data that are shown as pictures by default, and the older signs that U+FE0F turns into pictures.
_PICTURE = (
    "["
    "\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f7f0"
    "\U0001f900-\U0001f9ff\U0001fa70-\U0001faff\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201"
    "\U0001f21a\U0001f22f\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\u231a\u231b\u23e9-\u23ec"
    "\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce"
    "\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797"
    "\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    "]"
)
_TEXT_LIKE = (
    "["
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2\u23f8-\u23fa"
    "\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u3030\u303d\u3297\u3299"
    "\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f237\U0001f321-\U0001f5ff"
    "]"
)
_ALONE = (
    "["
    "\u2600-\u2604\u260e\u2618\u261d\u2620\u2622\u2623\u262e\u262f\u2639\u263a\u265f\u2660\u2663\u2665\u2666\u2668"
    "\u267b\u2692\u2694-\u2697\u2699\u269b\u269c\u26a0\u26b0\u26b1\u26c8\u26cf\u26d1\u26d3\u26e9\u26f0\u26f1\u26f4"
    "\u26f7-\u26f9\u2702\u2708\u2709\u270c\u270d\u270f\u2712\u2744\u2763\u2764"
    "]"
)
_MODIFIER = "[\U0001f3fb-\U0001f3ff]"
_ONE = f"(?:{_PICTURE}|{_TEXT_LIKE}\ufe0f|{_ALONE})\ufe0f?{_MODIFIER}?[\U000e0020-\U000e007f]*"
EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d{_ONE}|\u200d[\u2640\u2642\u2695\u2696\u2708\u2b1b]\ufe0f?)*"
)


def emojis(text: str) -> list[re.Match[str]]:
    """Return every emoji; joined ones, flags, keycaps and skin tones count as one."""
    return list(EMOJI.finditer(text))


def bare(emoji: str) -> str:
    """Return the emoji without presentation and skin tone, so that all its variants compare equal."""
    return re.sub(f"\ufe0f|{_MODIFIER}", "", emoji)
