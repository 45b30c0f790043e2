"""The kinds of checks that rules are made of: KINDS maps the kind that rules.toml names to a function.

Every function takes the prepared draft, its rule and the rule's check, and yields findings. The kinds here know how to
word one thing that another module knows how to find; the rest stand where they belong. All of them run in time that grows
with the text's length and no faster.
"""

from collections.abc import Callable, Iterator

from checklists.findings import Finding, capitalise, finding
from checklists.strategy import load_channels
from checklists.strategy.schema import Check, Rule
from checklists.text import (
    access,
    claims,
    compounds,
    dates,
    feeds,
    goal_fit,
    habits,
    homes,
    links,
    media,
    negations,
    nouns,
    passive,
    privacy,
    pronouns,
    signs,
    tables,
)
from checklists.text import words as w
from checklists.text.draft import Draft
from checklists.text.length import COUNTERS

_ONE = {"ni": "du", "er": "dig", "ert": "ditt", "era": "dina"}


def find_long_sentences(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Sentences of more than `limit` words."""
    place = 0
    for sentence in draft.sentences:
        count = 0
        while place < len(draft.counted) and draft.counted[place].start < sentence.end:
            count += draft.counted[place].start >= sentence.start
            place += 1
        if count > check.limit:
            yield finding(rule, draft.text, *sentence, count=count)


def find_pronouns(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """The pronouns man, ni and er, where du and dig would speak to the reader: tips, for a story may need them."""
    for span in pronouns.impersonal(draft.text, draft.words, draft.exempt):
        yield finding(rule, draft.text, *span, suggestions=_as_found(draft, span, "du"), level="tip")
    if draft.channel == "reply" and not pronouns.greets_one(draft.text):
        return
    for span in pronouns.plural_address(draft.text, draft.words, draft.exempt):
        said = draft.lower[slice(*span)]
        why = f"”{capitalise(said)}” låter som om du talar till en grupp. Skriv ”{_ONE[said]}” när en person läser."
        yield finding(rule, draft.text, *span, suggestions=_as_found(draft, span, _ONE[said]), level="tip", why=why)


def _as_found(draft: Draft, span: w.Span, word: str) -> list[str]:
    return [capitalise(word) if draft.text[span.start].isupper() else word]


def find_identity_numbers(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Personnummer and samordningsnummer."""
    for span in draft.identity_numbers:
        yield finding(rule, draft.text, *span)


def find_phone_numbers(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Telephone numbers that may be private; a landline may be a company's, so it is only something to look at."""
    for span, personal in privacy.phone_numbers(draft.text, draft.identity_numbers):
        yield finding(rule, draft.text, *span, level="" if personal else "should")


def find_email_addresses(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """E-mail addresses of persons."""
    for span in privacy.email_addresses(draft.text):
        yield finding(rule, draft.text, *span)


def find_shortened_links(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Links through a shortening service."""
    for span in privacy.shortened_links(draft.text):
        yield finding(rule, draft.text, *span)


def find_passives(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Verbs in the passive, where the text hides who does it."""
    for span in passive.passives(draft.text, draft.lower, draft.words, draft.exempt):
        yield finding(rule, draft.text, *span)


def find_uncaptioned(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Our own films without a word of captions."""
    for span in media.uncaptioned(draft.text, draft.sentences, draft.protected, draft.media):
        yield finding(rule, draft.text, *span)


def find_private_matters(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Health and social details of a person who is named."""
    if not (matches := draft.phrases.get(check.rows, ())):
        return
    # Only a text with such a matter waits until the many expressions that read it are compiled.
    from checklists.text import confidential

    for span in confidential.private_matters(draft.text, draft.lower, draft.sentences, matches):
        yield finding(rule, draft.text, *span)


def find_vehicle_plates(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Registration numbers of vehicles."""
    for span in privacy.vehicle_plates(draft.text):
        yield finding(rule, draft.text, *span)


def find_home_addresses(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Where a named person lives."""
    for span in homes.home_addresses(draft.text, draft.sentences):
        yield finding(rule, draft.text, *span)


def find_too_long(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text over the channel's own limit; the finding is the whole text."""
    channel = load_channels()[draft.channel]
    count = COUNTERS[channel.counting](draft.typed)
    if count > channel.limit:
        yield finding(rule, draft.text, 0, len(draft.text), count=count)


KINDS: dict[str, Callable[[Draft, Rule, Check], Iterator[Finding]]] = {
    "identity-numbers": find_identity_numbers,
    "phone-numbers": find_phone_numbers,
    "email-addresses": find_email_addresses,
    "shortened-links": find_shortened_links,
    "vehicle-plates": find_vehicle_plates,
    "home-addresses": find_home_addresses,
    "too-long": find_too_long,
    "phrases": tables.find_phrases,
    "english": tables.find_english,
    "cold": tables.find_cold,
    "unexplained": tables.find_unexplained,
    "unsourced": claims.find_unsourced,
    "superlatives": claims.find_superlatives,
    "passives": find_passives,
    "uncaptioned": find_uncaptioned,
    "private-matters": find_private_matters,
    "acronyms": tables.find_acronyms,
    "long-sentences": find_long_sentences,
    "pronouns": find_pronouns,
    "community-words": tables.find_community_words,
    "lower-case-hashtags": signs.find_lower_case_hashtags,
    "shouting": signs.find_shouting,
    "ambiguous-emojis": signs.find_ambiguous_emojis,
    "too-many-emojis": signs.find_too_many_emojis,
    "dates": dates.find_dates,
    "split-compounds": compounds.find_split_compounds,
    "pointing-words": links.find_pointing_words,
    "double-negations": negations.find_double_negations,
    "noun-phrases": nouns.find_noun_phrases,
    "channel-habits": habits.find_channel_habits,
    "many-messages": habits.find_many_messages,
    "unclear-sender": habits.find_unclear_sender,
    "hard-to-read": habits.find_hard_to_read,
    "exclamations": habits.find_exclamations,
    "missing-alt-text": access.find_missing_alt_text,
    "styled-letters": access.find_styled_letters,
    "others-feeds": feeds.find_others_feeds,
    "no-action": goal_fit.find_no_action,
    "no-way": goal_fit.find_no_way,
    "no-last-day": goal_fit.find_no_last_day,
    "no-invitation": goal_fit.find_no_invitation,
    "closed-question": goal_fit.find_closed_question,
    "late-news": goal_fit.find_late_news,
}
