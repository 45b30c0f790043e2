"""What the judge of the exercises says (exercises.py), in Swedish; what the engine finds brings words of its own."""

from checklists.strategy.comment_schema import Action

FAULTS_ALL = "Du hittade alla {of}."
FAULTS_ONE = "Du hittade det som fanns att hitta."
FAULTS_SOME = "Du hittade {found} av {of}."
FAULTS_NONE = "Du hittade inget av de {of} än."
FAULTS_ONE_LEFT = "Du har inte hittat det än."
FAULTS_TOO_MANY = "Du har markerat nästan hela texten. Markera bara de ord som du skulle ändra."
FINE = "Här hittar verktyget inget fel."
SUGGESTION = "Förslag: {words}."

REWRITE_DONE = "Klart. Texten gör det som uppgiften ber om."
REWRITE_ONE_LEFT = "Nästan. En sak återstår."
REWRITE_LEFT = "{count} saker återstår."
EMPTY = "Rutan är tom. Skriv din text, eller börja om från originalet."
UNCHANGED = "Texten är som från början. Skriv om den med egna ord."
SHORT = "Texten är mycket kortare än originalet. Få med det som läsaren behöver veta."
UNREADABLE = {
    "short": "Det är för få ord för att bedöma. Skriv minst ett par meningar.",
    "language": "Verktyget kan bara bedöma svenska. Skriv texten på svenska.",
}
KEPT = "Det viktiga är kvar: {words}."
LOST = "”{words}” saknas. Uppgiften är att det ska vara kvar, skrivet just så."
LEFT = "”{words}” står kvar. Uppgiften är att det ska bort."
RULE_DONE = "{rule}: verktyget hittar inget kvar."
GOAL_REACHED = "Målet syns: {goal}."
GOAL_OTHER = "Verktyget läser texten som {seen}, men målet är {goal}. Fråga dig: {question}"
GOAL_UNSURE = "Verktyget ser inte tydligt att målet är {goal}. Det kan också vara {other}. Fråga dig: {question}"
GOAL_ALMOST = "Verktyget ser inte tydligt vilket målet är. Det lutar åt {seen}, men målet är {goal}. Fråga dig: {question}"

COMMENT_SAME = "Du och verktyget är överens: {action}."
COMMENT_MILDER = "Verktyget råder dig till något mildare: {action}."
COMMENT_STRONGER = "Verktyget råder dig till något annat: {action}."
COMMENT_UNSURE = "Här är verktyget osäkert, och då är det rätt att fråga innan du gör något."
ASK = "Fråga kommunikation@helsingborg.se, eller i kanalen för sociala medier på Teams."
COMMENT_LEANS = "Verktyget lutar åt: {action}."
ALSO_REPLY = "Det finns en fråga i kommentaren. Svara på den också."
REASON = "{name}. {meaning}"

# What would go wrong with a choice, by the action advised and the one chosen: a sentence, and its clause, or "" for that of
# the reason for the advice.
_SILENCED = "Då tystar vi någon som inte har brutit mot någon regel. Alla har rätt till sina åsikter."
_LIKED = "Vi gillar vänliga kommentarer. Gillar vi en sådan här ser det ut som att vi håller med."
_SHOWN = "Ett gillande lyfter fram något som inte får stå där."
_STANDS = "Då står något kvar som inte får stå där."
_ANSWERED = "Med bara ett svar står kommentaren kvar, och det får den inte göra."
_ASKED = "Då försvinner en fråga som ska få svar. Att den är arg ändrar inte det."
_KIND = "Det är en vänlig kommentar. Den bryter inte mot någon regel."
_BLOCK = "I vissa fall kan du behöva blockera avsändaren och ta bort kommentaren, till exempel vid personliga påhopp."
CONSEQUENCES: dict[str, dict[str, tuple[str, str]]] = {
    "leave": {
        "like": ("Vi gillar vänliga kommentarer. Tyckanden och gnäll bemöter vi inte.", "svara.gilla"),
        "reply": ("Här finns ingen direkt fråga att svara på. Tyckanden och gnäll bemöter vi inte.", "svara.asikter"),
        "hide": (_SILENCED, "svara.asikter"),
        "remove": (_SILENCED, "svara.asikter"),
        "remove-and-block": (_SILENCED, "svara.asikter"),
    },
    "like": {
        "leave": ("Den får stå. Men hinner du så gilla den: det vårdar relationen till den som följer oss.", "svara.gilla"),
        "reply": ("Ett svar skadar inte, men den som tackar frågar inte efter något. En tumme upp räcker.", "svara.gilla"),
        "hide": (_KIND, "svara.gilla"),
        "remove": (_KIND, "svara.gilla"),
        "remove-and-block": (_KIND, "svara.gilla"),
    },
    "reply": {
        "leave": ("Då blir frågan utan svar. Är den direkt, konkret och seriös svarar vi alltid.", "svara.fragor"),
        "like": ("Ett gillande svarar inte på frågan.", "svara.fragor"),
        "hide": (_ASKED, "svara.fragor"),
        "remove": (_ASKED, "svara.fragor"),
        "remove-and-block": (_ASKED, "svara.fragor"),
    },
    "hide": {
        "leave": ("Då står det otrevliga kvar där alla läser.", "dolja.regel"),
        "like": (_LIKED, "svara.gilla"),
        "reply": ("Med bara ett svar står det otrevliga kvar där alla läser.", "dolja.regel"),
        "remove": ("Det är mer än som behövs. Strategin rekommenderar att du som regel bara döljer.", "dolja.regel"),
        "remove-and-block": (
            "Det är mycket mer än som behövs. Strategin rekommenderar att du som regel bara döljer.",
            "dolja.regel",
        ),
    },
    "remove": {
        "leave": (_STANDS, ""),
        "like": (_SHOWN, ""),
        "reply": (_ANSWERED, ""),
        "hide": ("Att dölja är för det som är otrevligt. Det här får inte stå kvar.", ""),
        "remove-and-block": (f"Bort ska den. Men att blockera är ett steg till. {_BLOCK}", "dolja.regel"),
    },
    "remove-and-block": {
        "leave": (_STANDS, ""),
        "like": (_SHOWN, ""),
        "reply": (_ANSWERED, ""),
        "hide": ("Att dölja är för det som är otrevligt. Det här är värre.", ""),
        "remove": (f"Rätt att ta bort den. Ta också ställning till att blockera. {_BLOCK}", "dolja.regel"),
    },
}


# A weaker choice that the strategy leaves room for: "you may need to block" (dolja.regel). It passes, with its remark.
ALSO_RIGHT = {("remove-and-block", "remove")}


def action_name(action: Action) -> str:
    """Return an action as it stands inside a sentence."""
    return action.name[0].lower() + action.name[1:]


def listed(words: tuple[str, ...]) -> str:
    """Return words as a person lists them.

    >>> listed(("Råå", "14 juni", "10"))
    '”Råå”, ”14 juni” och ”10”'
    """
    quoted = [f"”{word}”" for word in words]
    return " och ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
