"""What a person must know beside a figure: what it counts, and why it is missing."""

from functools import cache

from checklists.metrics.posts import PARTS, Post
from checklists.metrics.told import Told, spaced

Note = tuple[str, Told]  # which figure it is about ("" for all), and the sentence

_PART_NAMES = {
    "reactions": ("reactions", "reaktioner"),
    "comments": ("comments", "kommentarer"),
    "shares": ("shares", "delningar"),
    "saves": ("saves", "sparade"),
}
REACH_SUM: Note = (
    "reach_sum",
    Told(
        "reach summed over posts is not unique people: who saw several posts is counted several times",
        "Räckvidden är summan av inläggens räckvidd. Den är inte unika personer: den som sett flera inlägg räknas flera gånger.",
    ),
)
NO_REACH: Note = ("reach", Told("the file does not hold reach", "Filen har ingen räckvidd."))
NO_REACH_LINKEDIN: Note = (
    "reach",
    Told(
        "LinkedIn gives impressions, which are not reach, so reach is empty",
        "LinkedIn ger visningar och ingen räckvidd, så räckvidden är tom.",
    ),
)
NO_VIDEO: Note = (
    "video_views",
    Told(
        "no video views: no film, or the file does not hold them", "Inga videovisningar: ingen film, eller så saknas de i filen."
    ),
)
META_VIEWS: Note = (
    "video_views",
    Told(
        "Meta's Views count showings; they are video views for films only",
        "Metas Visningar räknar hur ofta inlägget visas. De räknas som videovisningar bara för film.",
    ),
)
NO_CLICKS: Note = ("link_clicks", Told("the file does not hold link clicks", "Filen har inga länkklick."))
LINKEDIN_CLICKS: Note = (
    "link_clicks",
    Told(
        "LinkedIn's Clicks count every click on the post, not only on the link",
        "LinkedIns Clicks räknar alla klick på inlägget, inte bara på länken.",
    ),
)
NO_INTERACTIONS: Note = (
    "interactions",
    Told(
        "interactions are unknown: the file holds no reactions, comments, shares or saves",
        "Interaktioner går inte att räkna: filen har varken reaktioner, kommentarer, delningar eller sparade.",
    ),
)
COMBINED: Note = (
    "interactions",
    Told(
        "reactions, comments and shares are one sum in the file",
        "Filen har reaktioner, kommentarer och delningar i en enda summa. Den räknas som interaktioner.",
    ),
)
APPROXIMATE: Note = (
    "engagement_rate",
    Told(
        "engagement rate is interactions / followers, an approximation: one person may interact twice, or not follow the channel",
        "Engagemangsgraden är interaktioner delat med antal följare."
        " Den är ungefärlig: en person kan göra flera saker, eller inte följa kanalen.",
    ),
)
NO_FOLLOWERS: Note = (
    "engagement_rate",
    Told(
        "engagement rate is empty: the number of followers is not given",
        "Engagemangsgraden är tom: antalet följare är inte ifyllt.",
    ),
)
ZERO_FOLLOWERS: Note = (
    "engagement_rate",
    Told("engagement rate is empty: followers given as 0", "Engagemangsgraden är tom: antalet följare är 0."),
)
NO_RATE: Note = (
    "engagement_rate",
    Told("engagement rate is empty: interactions are unknown", "Engagemangsgraden är tom: interaktionerna är okända."),
)
NO_NEW_FOLLOWERS: Note = (
    "new_followers",
    Told(
        "no file with new followers for this channel and period",
        "Ingen fil med nya följare för kanalen och perioden.",
    ),
)
NO_POSTS: Note = ("posts", Told("no file with posts for this month", "Ingen fil har inlägg för månaden."))
TIMES: Note = (
    "",
    Told(
        "times are read as written in the file; Europe/Stockholm is assumed",
        "Tiderna läses som de står i filen, som svensk tid."
        " Är de i en annan tidszon kan ett inlägg nära midnatt hamna i fel månad.",
    ),
)
NOT_OVER: Note = ("", Told("the month is not over yet", "Månaden är inte slut än. Siffrorna är hittills."))
GUESSES = Told(
    "goal and category are the classifier's guess; which measure goes with which goal is our advice",
    "Mål och kategori är en gissning ur texten. Vilket mått som hör till vilket mål är vårt råd, och strategin säger inte"
    " hur fördelningen ska se ut.",
)
SEVERAL_CHANNELS = Told(
    "best and worst posts are compared across channels, which count in different ways",
    "Bäst och sämst jämför inlägg i flera kanaler, som räknar på olika sätt. Välj en kanal för att jämföra den med sig själv.",
)


@cache
def without(parts: tuple[str, ...]) -> Note:
    """Return that parts of the interactions are missing and left out."""
    english, swedish = (", ".join(_PART_NAMES[part][place] for part in parts) for place in (0, 1))
    return (
        "interactions",
        Told(f"not in the file and left out of the interactions: {english}", f"Saknas i filen och räknas inte med: {swedish}."),
    )


def some_without(figure: str, missing: int, posts: int) -> Note:
    """Return that a sum holds only some of the posts."""
    return (
        figure,
        Told(
            f"{missing} of {posts} posts do not have this figure ({figure})",
            f"{spaced(missing)} av {spaced(posts)} inlägg saknar siffran.",
        ),
    )


def repeated(number: int) -> Note:
    """Return that posts stood in several rows."""
    return (
        "posts",
        Told(
            f"{number} duplicate rows of the same post: each post counts once",
            f"{spaced(number)} {'rad är en dubblett' if number == 1 else 'rader är dubbletter'}. Varje inlägg räknas en gång.",
        ),
    )


def rate_note(interactions: int | None, followers: int | None) -> Note:
    """Return what to know about an engagement rate, or why there is none."""
    if followers is None:
        return NO_FOLLOWERS
    if followers == 0:
        return ZERO_FOLLOWERS
    return NO_RATE if interactions is None else APPROXIMATE


def of_post(post: Post, followers: int | None) -> list[Note]:
    """Return what to know about one post's figures."""
    found: list[Note] = []
    if post.reach is None:
        found.append(NO_REACH_LINKEDIN if post.channel == "linkedin" else NO_REACH)
    if post.link_clicks is None:
        found.append(NO_CLICKS)
    elif post.channel == "linkedin":
        found.append(LINKEDIN_CLICKS)
    if post.video_views is not None and post.channel in ("facebook", "instagram"):
        found.append(META_VIEWS)
    found += of_parts(post)
    found.append(rate_note(post.interactions, followers))
    if post.repeats:
        rows = ", ".join(post.repeats)
        found.append(
            (
                "",
                Told(
                    f"duplicate: also at {rows}; the post counts once",
                    f"Inlägget står också här: {rows}. Det räknas en gång.",
                ),
            )
        )
    return found


def of_parts(post: Post) -> list[Note]:
    """Return which parts of a post's interactions are missing."""
    if post.interactions is None:
        return [NO_INTERACTIONS]
    if post.only_combined:
        return [COMBINED, *([without(("saves",))] if post.saves is None else [])]
    missing = post.missing
    return [without(missing)] if missing and len(missing) < len(PARTS) else []


def not_classified(done: int, of: int) -> Told:
    """Return that only some posts got a goal and a category."""
    return Told(
        f"goal and category are worked out for the {done} newest of {of} posts only",
        f"Mål och kategori är framtagna för de {spaced(done)} nyaste av {spaced(of)} inlägg. Välj en månad för att få med alla.",
    )
