"""What we mend in Material's own templates, so that its menus can be used with a keyboard and heard by a screen reader.

Text for text where it stands, rather than copies of whole templates, so that what Material changes besides comes along.
A text that no longer stands there stops the build: look at what the theme says now, and mend or drop the line.
"""

from collections.abc import Callable

from jinja2 import BaseLoader, Environment

MENDS: dict[str, tuple[tuple[str, str], ...]] = {
    # The boxes of the menus cannot be focused; widgets.js lays buttons over the labels that stand for them, named by their words.
    # Here they get words, where they have only an icon or do not say what they lead to.
    "partials/header.html": (
        (
            '<label class="md-header__button md-icon" for="__drawer">',
            '<label class="md-header__button md-icon" for="__drawer"><span class="visually-hidden">Meny</span>',
        ),
        (
            '<label class="md-header__button md-icon" for="__search">',
            '<label class="md-header__button md-icon" for="__search"><span class="visually-hidden">Sök</span>',
        ),
    ),
    "partials/nav-item.html": (
        # The list of links takes its name from this one. The theme leaves its tabindex empty, which HTML does not allow.
        (
            '_label" tabindex="{{ tabindex }}">\n                <span class="md-nav__icon md-icon">',
            '_label">\n                <span class="visually-hidden">Sidorna under {{ nav_item.title }}</span>'
            '<span class="md-nav__icon md-icon">',
        ),
        # The way back to the level above, and to what is on this page.
        (
            "{{ render_title(nav_item) }}\n          </label>",
            '<span class="visually-hidden">Tillbaka från </span>{{ render_title(nav_item) }}\n          </label>',
        ),
        (
            '{{ render_content(nav_item) }}\n          <span class="md-nav__icon md-icon"></span>\n        </label>',
            '<span class="visually-hidden">På den här sidan: </span>{{ render_content(nav_item) }}'
            '\n          <span class="md-nav__icon md-icon"></span>\n        </label>',
        ),
        ('{% include "partials/toc.html" %}', '{% set in_menu = true %}{% include "partials/toc.html" %}'),
    ),
    "partials/toc.html": (
        # In the menu it is the way back. Beside the text it is only a heading, and on some pages of a box that is not there.
        (
            '<label class="md-nav__title" for="__toc">',
            '{% if in_menu %}<label class="md-nav__title" for="__toc"><span class="visually-hidden">Tillbaka från </span>'
            '{% else %}<span class="md-nav__title">{% endif %}',
        ),
        ("{{ title }}\n    </label>", "{{ title }}</{{ 'label' if in_menu else 'span' }}>"),
    ),
    "partials/palette.html": (
        # The one that is chosen is the one that is shown: its name is not what a press would lead to.
        ('aria-label="{{ option.toggle.name }}"', "aria-label=\"{{ 'Mörkt' if scheme == 'slate' else 'Ljust' }} läge\""),
    ),
}


class MendingLoader(BaseLoader):
    """Finds what `loader` finds, with our mends in it; a mend that finds nothing to mend is a LookupError."""

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, fresh = self.loader.get_source(environment, template)
        for before, after in MENDS.get(template, ()):
            if before not in source:
                raise LookupError(f"macros/theme_mends.py: {template} no longer has {before!r}")
            source = source.replace(before, after)
        return source, path, fresh

    def list_templates(self) -> list[str]:
        return self.loader.list_templates()
