"""The words that tie a private matter to a person, and those that do not (ties.py).

Every expression is meant for a stretch of bounded length, or holds no repeat inside another: the time stays linear.
"""

import re

from checklists.text import names as n

# How far a matter may stand from whom it ties to.
REACH = 180
# Who is meant by the words after a name: works with the matter, or is thanked or named as the one who did something.
TITLE = (
    r"\w{0,20}(?:läkar|skötersk|skötare|kurator|psykolog|psykiat|terapeut|forskar|professor|docent|doktor"
    r"|sekreterar|socionom|handläggar"
    r"|rådgivar|assistent|behandlar|advokat|jurist|åklagar|polis|vårdar|präst|diakon|imam|pedagog|rektor|lärar"
    r"|specialist|barnmorsk|tolk"
    r"|volontär|föreläsar|författar|journalist|fotograf|regissör|skådespel|chef|ordförand|politiker|kommunalråd"
    r"|coach|ledar|samordnar"
    r"|utvecklar|strateg|guide|tränar|konstnär|förvaltar|kirurg|arkeolog|historiker|onkolog|utredar|ombud|vakt)\w{0,12}"
)
WORKS_WITH = re.compile(
    rf"(?:\b{TITLE}|\b(?:tack vare|med hjälp av|tack till|tackar|tackade|enligt|god man"
    rf"|tillsammans med)) (?:[\w-]+ ){{0,2}}$",
    re.IGNORECASE,
)
WORKS_AS = re.compile(rf"(?:,|,? (?:som )?(?:är|blir|arbetar som|jobbar som|utbildar sig till)) (?:[\w-]+ ){{0,2}}{TITLE}\b")
# Others than the person, whose the matter may be: "Anna Ek möter unga som har ångest".
OTHERS = re.compile(
    r"\b(?:\w{0,15}(?:barn|unga|ungdomar|elever|elev|patient|patienter|personer|människor|vuxna|äldre|anhörig"
    r"|anhöriga|närstående|familjer"
    r"|föräldrar|kvinnor|män|tjejer|killar|flickor|pojkar|medlemmar|deltagare|gäster|brukare|klienter|seniorer"
    r"|studenter|invånare|grupp"
    r"|grupper|gruppen|medarbetare|besökare|läsare|offer|par|djur|hundar|katter)"
    r"|dig|er|oss|dem|dom|de|alla|många|någon|några|folk|man|du|ni|vi|som|vars|hur|där|en (?:kvinna|person|pojke"
    r"|flicka|kille|tjej|familj|vän))\b",
    re.IGNORECASE,
)
# What goes back from the others to the person: "som har tre barn, lider av", "bor hos vänner och är".
BACK = re.compile(
    r",(?! (?:som|vars|där|dit|med|i|och|oavsett|både|t)\b)"
    r"|\b(?:och|men|fast|så|för att|eftersom|sedan) (?:\w+ ){0,2}?(?:är|var|blev|har|hade|fick|får|lider|lever"
    r"|levde|bor|bodde|går|gick|vårda\w{1,3}|behandla\w{1,3})\b"
)
AFTERWARDS = re.compile(r"\b(?:trots|efter|sedan|på grund av|till följd av|under)\b")
WORKS = (
    r"(?:jobba|arbeta|möter|mött|mötte|hjälp|stöd|stött|ansvar|driver|drivit|drev|start|utbild|undervis|föreläs"
    r"|forsk|handled|samla|skriv|skrev|svara"
    r"|inform|present|gestalt|porträtt|besök|bjud|tips|utreder|utredde|vårdar|vårdade|vårdat|behandlar|behandlade"
    r"|intervju|filma|regisser|engager"
    r"|brinn|volontär|coacha|erbjud|utveckl|gransk|dömer|försvar|åtalar|åtalat|följer|uppmärksam|special|expert"
    r"|kunskap|kunnig|erfarenhet|intresse"
    r"|lyft|visa|belys|tema|fokus|handlagt|handlägg|utrett|byggt|bygger|öppna|spela|sjung|springer|sprang|cykla"
    r"|leder|ledde|lett|leda|berätta|prata"
    r"|tala|diskuter|läser|läst|håller|hållit|pris|stipendi|koll|kurs|utställ|bok|film|roman|pjäs|konsert|möte"
    r"|träff|samtal|lär|guida|vill|testa|odla)"
)
WORKING = re.compile(rf"\b{WORKS}")
NOT_BETWEEN = (
    r"(?:om|kring|mot|för|inom|åt|till|bland|hos|som|att|när|där|vars|vi|ni|man|jag|du|dig|er|oss|dem|alla|varit"
    r"|blivit|är|var|ökad|ökande|ökat|mer|mindre"
    r"|minskad|växande|fler|färre|barn|unga|elev|elever|patienter|personer|människor|vuxna|äldre|grupp|grupper"
    r"|familjer|anhöriga|föräldrar|på|inte bara"
    r"|en son|hund|häst|mamma|pappa)\b"
)
FILL = rf"(?:(?!{NOT_BETWEEN}|{WORKS})[\w-]+,? )"
PLACE_FILL = (
    rf"(?:(?!(?:som|jobb|arbete|kontor|gamla|gammalt|forna|nya|nytt|granne|styrelsen|ledningen|entré|museet|möte"
    rf"|kurs|premiär|vi|ni|du)\b|{WORKS})[\w-]+,? )"
)

OWNED = (
    r"(?:liv|livet|kamp|resa|väg|vägen|vardag|tid|år|tillvaro|situation|ansökan|placering|behandling|beslut"
    r"|beslutet|rehabilitering|diagnos|dom|återhämtning|problem"
    r"|historia|erfarenhet|erfarenheter|uppväxt|bakgrund|strid|skulder|vård|vistelse|flytt|skilsmässa|period"
    r"|barndom|misstankar|anmälan|utredning|rätt|rättegång"
    r"|besked|åtal|medicin|stöd|omplacering|omhändertagande|operation|död|bortgång|sjukskrivning|fall|ärende|avslag"
    r"|kontakt|förflutna|missbruk)"
)
PREPOSITION = r"(?:med|i|på|mot|ur|efter|genom|av|om|för|från|som|enligt|till|kring|hos|utan)"


def own(extra: str) -> re.Pattern[str]:
    """Return what says whose the matter is, at the end of what stands before it: "sin svåra", "hennes placering i"."""
    return re.compile(
        rf"\b(?:sin|sitt|sina|hans|hennes|hens|egen|eget|egna"
        rf"|vars{extra}) {FILL}{{0,2}}(?:{OWNED} {FILL}{{0,1}}{PREPOSITION} {FILL}{{0,2}}(?:(?:om|för|på|i) )?)?$",
        re.IGNORECASE,
    )


OWN, OWN_TOLD, OWN_ASKED = own(""), own("|min|mitt|mina"), own("|din|ditt|dina")
OF_GENITIVE = re.compile(rf" {FILL}{{0,2}}(?:{OWNED} {FILL}{{0,2}}{PREPOSITION} {FILL}{{0,2}})?$")
# The words that tie a matter to a person, between the name and the matter: what she has, what she is, where she is.
HAS = (
    r"(?:har|hade|haft|fick|fått|får|gör|gjort|gjorde|(?:genom|gå )gå(?:r|tt)?|genomgick|går igenom|gick igenom|gått igenom"
    r"|(?:lid|led|lidit|besväras|plåga[st]{1,2}|drabba(?:s|des|ts|d|de)|smitta(?:s|des|ts|d)|trött|märkt|präglad"
    r"|försvagad|erfarenhet(?:er)?)(?:er)?(?: \w+)? av"
    r"|(?:insjukna(?:r|de|t)|sjuk|dog|dött|dör|avled|avlidit|gick bort|gått bort|somnade in|inne|mitt|fast|fastnade"
    r"|fastnat|hamna(?:r|de|t))(?: \w+)? i"
    r"|(?:dog|död|döde|dött) av|(?:lever|levt|levde|går|gick|gått|bär|burit|står) på"
    r"|(?:behandla(?:s|des|ts|d)|vårda(?:s|des|ts|d)|operera(?:s|des|ts|d|t)|sjukskriv\w{1,8}|utred(?:s|d|des)"
    r"|utretts|medicin(?:erar|erat)?|tabletter|terapi|vård|sök(?:er|te|t) hjälp"
    r"|får hjälp|fått hjälp|fick hjälp|anmäld|åtalad|utsatt|utsatts|utsattes|offer|inlagd"
    r"|hemma)(?: \w+){0,2} (?:för|mot|med|i|på grund av|efter)"
    r"|(?:kämpa(?:r|de|t|nde)|kamp(?:en)?|strid(?:en)?|brotta(?:s|des|ts)|tampa(?:s|des|ts)|dras|dragits|drogs"
    r"|lever|levt|levde|liv|född\w{0,2}|föddes|vuxit upp|problem|diagnos\w{0,12}|nydiagnos\w{0,12})"
    r"(?: \w+){0,2} (?:mot|med)"
    r"|(?:hämta|återhämta)\w{0,3} sig(?: \w+){0,2} (?:från|efter)|rehabilitera\w{1,3} efter|(?:frisk|friskförklarad"
    r"|fri|botad|tillfrisknat|tillbaka|drogfri) (?:från|efter)"
    r"|överlev(?:de|t|er)|besegra(?:t|de|r)|(?:ta(?:git|r)?|tog) sig ur|(?:kom|kommit|kommer|vägen|väg|resan) (?:ur"
    r"|genom|tillbaka från)"
    r"|(?:ligger|låg|legat) i|(?:får|fått|fick) (?:ja|nej) till|(?:döms|dömd|dömdes|dömts)(?: \w+){0,3} (?:till"
    r"|för)|nykter|tar|tog|tagit|äter|ätit|avtjänar|avtjänat|väntar på|(?:står i )?kö (?:för|till)|beskedet(?: om"
    r"| att)?|visade sig vara|konstaterades|upptäckte"
    r"|bevilja(?:s|d|des|ts|t)(?: \w+)?|nekas|nekats|nekades|ansök(?:t|te|er|an) om|beslut(?:et)? om|avslag på"
    r"|sök(?:er|te|t)(?: om)?|påbörja\w{1,3}|avsluta\w{1,3}|diagnosen|sjukskriven)"
)
WHEN = r"(?:efter|trots|på grund av|till följd av|före|innan)"
TIED = re.compile(rf"\b{HAS} {FILL}{{0,4}}$|^[ ]?\($|^,?(?: \d{{1,3}}(?: år)?,?)? med {FILL}{{0,2}}$", re.IGNORECASE)
TIED_AT_ONCE = re.compile(
    rf"\b(?!får|gör){HAS} (?:(?:en|ett|fått|haft|nu|också|själv|redan|precis|just|levt|dragits|länge|två|tre|svår"
    rf"|svårt|djup|grav|medfödd|[{n.SMALL}]{{2,12}}(?:ig|igt|iga|isk|iskt|iska)) ){{0,3}}$",
    re.IGNORECASE,
)
TIED_BY_TIME = re.compile(rf"\b{WHEN} {FILL}{{0,3}}$", re.IGNORECASE)
TIED_LOOSELY = re.compile(rf"\b(?:sedan|under|inför|i väntan på|mellan|genom) {FILL}{{0,2}}$", re.IGNORECASE)
IS = re.compile(
    rf"\b(?:är|var|varit|vara|blev|blivit|blir|bli|förblev|förklara(?:d|des|ts)|(?:känner|kände|känt) sig|född"
    rf"|föddes|går|gått|gick|hemma|ligger|låg|legat|sitter|suttit|satt"
    rf"|gjorde (?:henne|honom)|(?:lever|levt|levde|år|tid|tiden|liv|livet) som|hittades|kom(?:mit)? ut som|nu"
    rf"|numera|sen|både|själv) (?:(?!(?:med|av|hos|bland|ordförande|chef|vän)\b){FILL}){{0,4}}$"
    rf"|^,(?: \d{{1,3}}(?: år)?(?:,| och)?)? (?:(?!(?:med|av|hos|bland)\b){FILL}){{0,4}}$|^[ ]?\($",
    re.IGNORECASE,
)
AT = re.compile(
    r"\b(?:bo(?:r|dde|tt)?|flytta(?:r|de|t)?|placera(?:s|d|de|des|ts|t)|placering(?:en)?|inlagd|intagen|(?:lades"
    r"|lagts|läggs|tagits|togs) in|vårda(?:s|des|ts|d)|behandla(?:s|des|ts|d)"
    r"|utred(?:s|d|des)|utretts|hamna(?:r|de|t)|vistas|vistats|vistades|(?:skriv|skrev|skrivit)s? (?:in|ut)"
    r"|inskriven|utskriven|sover|sov|sovit|övernatta\w{1,3}"
    r"|väx(?:er|te) upp|vuxit upp|uppvuxen|lever|levt|levde|tillbringa\w{1,3}|patient|remitter\w{2,3}|(?:sök(?:er"
    r"|te|t)|får|fick|fått|har|väntar på) (?:en )?(?:hjälp|vård|skydd|stöd|plats|tid)|tvångsvårda\w{1,3}|dömd|dömdes|dömts"
    r"|avtjäna\w{1,3}|suttit|sitter|satt|utredning|kontakt|släpp(?:s|tes|ts)|frig(?:es|avs|iven|ivits)|hämtades"
    r"|ligger|låg|legat|kö|rymde|rymt)"
    rf" {PLACE_FILL}{{0,4}}(?:på|i|till|hos|vid|från|inom|med|ur) {PLACE_FILL}{{0,3}}$"
    rf"|\b(?:går|gick|gått)(?: (?:nu|numera|fortfarande|sedan \w+|redan|också|själv|länge|två|tre|\w+ år))? (?:på|i"
    rf"|hos) {PLACE_FILL}{{0,2}}$",
    re.IGNORECASE,
)
STAYS = re.compile(r"\b(?:bo|vårda|inlagd|intagen|placer|tvångs|växte|vuxit|patient|dömd)", re.IGNORECASE)
CARE = re.compile("psyk|bup|barn-|öppenps|vuxenps|barnps|beroende|ätst", re.IGNORECASE)
LOCKED = re.compile("fäng|häkt|anst|kåk|rättspsyk|hvb|sis-|ungdomsh", re.IGNORECASE)
ROLE = re.compile(rf"{TITLE}$|kollegan$|eleven$")
SITS, TOUCH = re.compile(r"sitter|suttit|satt", re.IGNORECASE), re.compile("kontakt", re.IGNORECASE)
HAPPENS = re.compile(rf"(?:^|,|\b(?:och|men|därför|sedan|nu)) (?:(?:är|var|blev|blivit) )?{FILL}{{0,4}}$", re.IGNORECASE)
CASE_AGAINST = re.compile(
    r"\b(?:dom|åtal|anmäl|misstank|utredning|rättegång|beslut|häktning"
    r"|ansökan)\w{0,5} (?:mot|av|om|för|från|rörande) $",
    re.IGNORECASE,
)
CASE_OF = re.compile(
    r"\b(?:dom|åtal|anmäl|beslut|ansökan|avslag|placering|utredning)\w{0,4} (?:om|enligt|av|på"
    r"|till|i) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
CASE = re.compile(rf" (?:för|om|enligt) {FILL}{{0,2}}$")
# A relative clause about the person herself, right after the name.
WHO = re.compile(r"[, ]{0,2}(?:\d{1,3}(?: år)?)?,?(?: (?:i|på|från|hos|vid) (?:[\w-]+ ){1,3}?)?,? ?som ")
# Before a matter that stands before its person.
FRONT = re.compile(
    rf"(?:^|[,;–] )(?:(?:Och|Men|Redan|Strax|Direkt|Tre|Två|Fem|Ett|Nio|\w+ (?:år|månader|månad|veckor|dagar|timmar)) ){{0,2}}"
    rf"(?:Efter|Trots|Sedan|Under|Med|På grund av|Till följd av|Mitt (?:uppe |inne )?i|Inför|Mellan|Genom|I spåren av|Ur|Från) "
    rf"(?:{FILL}{{0,4}}|{FILL}{{0,3}}(?P<noun>kamp|kampen|väg|vägen|år|liv|tid|dagar|månader|veckor|nätter"
    rf"|behandling|behandlingen) (?:\w+ )?(?:mot|ur|för|med|av|på|i|som) {FILL}{{0,2}})$",
    re.IGNORECASE,
)
HAVING = re.compile(r"(?:^|[,;–] )(?:Efter|Utan|Genom|Trots) att (?:ha )?", re.IGNORECASE)
WISH = re.compile(
    rf"\b(?:lycka till (?:med|på|i)|krya på (?:dig|er) (?:efter|från|i|under)|styrka (?:i|under|med)"
    rf"|hoppas (?:att )?|tråkigt att höra om|hur (?:går|gick|är) (?:det med )?|(?:tungt|jobbigt|svårt|kämpigt"
    rf"|tufft) med) ?{FILL}{{0,2}}$",
    re.IGNORECASE,
)
SUBJECT_BEFORE = re.compile(
    r"\b(?:om|kring|mot|inom|för|bland) (?:[\w-]+ ){0,2}$|\b(?:ökad|ökande|minskad|mer"
    r"|mindre|fler|färre) $",
    re.IGNORECASE,
)
OF_WHOM = re.compile(r" (?:[\w-]+ )?(?:av|mot|hos|om|för|drabbade|drabbat) (?:[a-zåäö-]+ ){0,2}$")
MADE = re.compile(
    r" (?:gör|gjorde|har gjort|tog|tvinga\w{1,3}|hindra\w{1,3}|stoppa\w{1,3}|knäck\w{1,3}"
    r"|drabba\w{1,3}|hann|förändra\w{1,3}) (?:[\w-]+ ){0,4}$"
)
BACK_AGAIN = re.compile(
    r" (?:är|har|hade|kom) (?:(?:nu|tyvärr|redan) )?(?:tillbaka|spridit|kommit|tagit|gjort"
    r"|börjat|blivit|försvunnit)\b"
)
SICK_AT_HOME = re.compile(r"\b(?:hemma|sjuk\w{0,9}|inlagd|egen|eget|egna)\b", re.IGNORECASE)
SAYS = re.compile(r"\b(?:säger|sa|berättar|berättade|skriver|minns|förklarar|menar|konstaterar|frågar|svarar) (?:[\w-]+ ){0,2}$")
FIGHTS = re.compile(r"(?:kämpa\w{1,3}|kamp\w{0,2}|strid\w{0,2})(?: \w+){0,2} mot (?:[\w-]+ ){0,2}$", re.IGNORECASE)
CAUSES = re.compile(
    r"hemlöshet|missbruk|ohälsa|vräkning|misshandel|våld|övergrepp|förtryck|självmord|skulder"
    r"|rattfylleri|alkohol|drog|narkotika",
    re.IGNORECASE,
)
# Stories, plays and the past, in which nobody of today is told of.
STORY = re.compile(
    r"\b(?:roman|novell|deckar|thriller|pjäs|musikal|skådespelet|huvudroll|huvudperson|rollfigur|seriefigur|sagan"
    r"|operan?\b|rollen som|karaktär|spelfilm|filmatisering"
    r"|uppsättning|kung\b|kungen|drottning|kejsar|hertig|skeppet)",
    re.IGNORECASE,
)
PAST = re.compile(
    r"(?<!född )(?<!född år )(?<!föddes )(?<![\d-])(?:1[0-8]\d\d|19[0-3]\d)(?![\d-]| ?(?:kr|st\b|m\b|km|kg|meter"
    r"|pers|elev|barn|invån|besök|plats|tim|gång))"
    r"|\b1\d00-tal|\b19[1-4]0-tal|\bmedeltid|\bvikingatid|\bstormaktstid|\bpå den tiden\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    rf"\b(?:han|hon|hen|du|jag|(?:hans|hennes) (?:{n.RELATIVES})|vår [a-zåäö]{{0,20}}(?:ledare|kollega|lärare|chef"
    rf"|medarbetare|vän|praktikant|elev|vaktmästare|målvakt|tränare))\b",
    re.IGNORECASE,
)
HAIL = re.compile(
    r"(?:^|[.!?] )(?:Hej(?:san)?|Hallå|Tjena|God (?:morgon|dag|kväll|fortsättning)|Tack|Kära?"
    r"|Grattis|Välkommen[ \w]{0,20}|Till)(?: [a-zåäö]+){0,2},? $"
)
ASKS = re.compile(
    r"(?:\b(?:om|ifall|när|eller|vill|kan|ska|behöver)|^(?:är|har|får|fick|lever|går|lider|känner"
    r"|blir|bor|tar|sitter)) $",
    re.IGNORECASE,
)
MAY = re.compile(r"\b(?:kan|ska|vill|behöver|måste|bör|borde|skulle|alltid|som)\b")
ASKING = re.compile(r"(?:Vill|Om|Har|Behöver|Är|Kan|Ska|Funderar|Undrar|Känner|Lever|När) ", re.IGNORECASE)
