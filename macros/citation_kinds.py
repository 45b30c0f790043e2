"""What kinds of things rest on a clause, what readers call them, and where on the site each is met."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What a data file holds that cites clauses: its kind (`KINDS`), what a row is called and where a reader meets it.

    The texts are filled in with `row`, the `top` row that it is part of, and the `lesson` that it belongs to.
    """

    kind: str
    name: str
    page: str
    anchor: str = ""


# The kinds in the order in which they are shown: heading, and what one and several are called.
KINDS = {
    "page": ("Sidor", "sida", "sidor"),
    "rule": ("Regler i Granska utkast", "regel", "regler"),
    "goal": ("Mål", "mål", "mål"),
    "category": ("Kategorier", "kategori", "kategorier"),
    "channel": ("Kanaler", "kanal", "kanaler"),
    "contact": ("Adresser och platser", "adress eller plats", "adresser och platser"),
    "action": ("Det du kan göra med en kommentar", "åtgärd", "åtgärder"),
    "duty": ("Steg när du döljer eller tar bort", "steg", "steg"),
    "reason": ("Skäl för vad du gör med en kommentar", "skäl", "skäl"),
    "reply": ("Svarsmallar", "svarsmall", "svarsmallar"),
    "task": ("Punkter i checklistor", "punkt i en checklista", "punkter i checklistor"),
    "question": ("Frågor i introduktionen", "fråga i introduktionen", "frågor i introduktionen"),
    "exercise": ("Övningar i introduktionen", "övning", "övningar"),
    "measure": ("Frågor i Följ upp", "fråga i Följ upp", "frågor i Följ upp"),
    "account": ("Det som sägs om stadens konton", "uppgift om ett konto", "uppgifter om konton"),
    "department": ("Det förvaltningar är extra noga med", "förvaltnings råd", "förvaltningars råd"),
    "code": ("Så räknar och tolkar verktygen", "tolkning i ett verktyg", "tolkningar i verktyg"),
    "other": ("Annat", "uppgift till", "uppgifter till"),
    "maintenance": ("För dig som sköter webbplatsen", "sida om skötseln", "sidor om skötseln"),
}
SOURCES = {
    "rules.toml": Source("rule", "{row[name]}", "publicera/regler.md", "regel-{row[id]}"),
    "goals.toml": Source("goal", "{row[name]}", "publicera/mal.md", "{row[id]}"),
    "categories.toml": Source("category", "{row[name]}", "publicera/kategorier.md", "{row[id]}"),
    "channels.toml": Source("channel", "{row[name]}", "publicera/kanaler.md", "{row[id]}"),
    "contacts.toml": Source("contact", "{row[name]}", ""),
    "departments.toml": Source("department", "{top[name]}", "forvaltningar/{top[id]}.md"),
    "comments/actions.toml": Source("action", "{row[name]}", "kommentarer/index.md", "atgard-{row[id]}"),
    "comments/duties.toml": Source("duty", "{row[name]}", "kommentarer/dolja-eller-ta-bort.md", "ordning"),
    "comments/reasons.toml": Source("reason", "{row[name]}", "kommentarer/index.md", "atgard-{row[action]}"),
    "comments/replies.toml": Source("reply", "{row[name]}", "kommentarer/svarsmallar.md", "mall-{row[id]}"),
    "guide/task_lists.toml": Source("task", "{top[name]}: {row[text]}", "checklistor/{top[slug]}.md"),
    "guide/quiz.toml": Source("question", "{lesson[title]}: {row[scenario]}", "{lesson[page]}", "quiz-{row[id]}"),
    "guide/exercises.toml": Source("exercise", "{lesson[title]}: {row[title]}", "{lesson[page]}", "practice-{row[id]}"),
    "metrics/questions.toml": Source("measure", "{row[text]}", "uppfoljning/folj-upp.md"),
    "shared_accounts.toml": Source("account", "{top[account][name]}: {row[text]}", "konton/alla-konton.md"),
}
# A page in macros/pages/ is the form of several pages: what readers call them, and from where they find them.
FORMS = {"department.md": ("Sidan för varje förvaltning", "forvaltningar/index.md")}
