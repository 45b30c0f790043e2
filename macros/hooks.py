"""MkDocs' hooks: add what is generated, and keep out what nobody asked for.

All of the site's own scripts, styles and the engine live in one folder whose name is a checksum of what is in it: a
browser never mixes two versions, and the server may let it keep the files for ever.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from checklists.strategy import load_strategy, load_task_lists
from macros import (
    bundle,
    font,
    offline,
    pages,
    policy,
    preview,
    print_page,
    release,
    revision_page,
    search_words,
    snapshot,
    styles,
    task_pages,
    theme_mends,
)
from macros.templates import ROOT, compiled_once

LUNR = "assets/javascripts/lunr/"
SWEDISH_SEARCH = ("lunr.sv.min.js", "lunr.stemmer.support.min.js")
# What the theme says in the list of results, and what we say instead.
STARTING = ("Initialiserar sök", "Sökningen hämtas. Kommer den inte laddar du om sidan, eller letar i menyn.")
FOUND_NOTHING = ("Inga sökresultat", "Inga sökresultat. Pröva ett annat ord, eller leta i menyn.")
HOSTING = "utveckling/drift/"  # where the servers' files are, in docs/ and on the site
OWN_ASSETS = ("assets/javascripts/", "assets/stylesheets/")


def on_startup(command: str, dirty: bool) -> None:
    """Know whether pages are served while they are written: a new memory image would take longer than anyone waits."""
    preview.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the parts of the navigation that come from data, and point at this version's scripts and styles."""
    strategy = load_strategy()
    sections = [(section.title, f"strategin/{section.id}.md") for section in strategy.meta.sections]
    departments = [(item.name, f"forvaltningar/{item.id}.md") for item in strategy.departments.values()]
    for entry in config.nav or []:
        if "Strategin" in entry:
            entry["Strategin"] = pages.navigation([*sections, print_page.PAGE, revision_page.PAGE], "strategin/index.md")
        if "Förvaltningar" in entry:
            entry["Förvaltningar"] = pages.navigation(departments, "forvaltningar/index.md")
        if "Checklistor" in entry:
            lists = [(item.name, f"checklistor/{item.slug}.md") for item in load_task_lists().values()]
            entry["Checklistor"] = pages.navigation(lists, "checklistor/index.md")
    folder = app_folder()
    config.extra_css = [f"{folder}stylesheets/{styles.EVERYWHERE}"]
    config.extra["app"] = folder
    config.extra["font"] = folder + font.ADDRESS
    config.extra["version"] = release.shown()
    config.copyright = f"Innehållet bygger på stadens strategi för sociala medier, version {strategy.meta.version}."
    return config


def app_folder() -> str:
    """Return the address of this version's own files, relative to the site's root, with a slash at the end."""
    made_by = [ROOT / "pyproject.toml", bundle.RUNTIME / "package.json", *font.SOURCES, Path(__file__), Path(bundle.__file__)]
    made_by += [Path(snapshot.__file__), *snapshot.MAKERS]
    sources = [*bundle.asset_sources(), *bundle.engine_sources(), *made_by]
    if preview.serving:  # who tries out a style waits for no other pages; a worker that lives on knows no styles
        sources = [path for path in sources if path.suffix != ".css"]
    return f"assets/app-{bundle.digest(sources)}/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add generated pages, the engine and the runtime; move our own assets into this version's folder."""
    _add_pages(files, config)
    folder = config.extra["app"]
    for file in list(files):
        if _is_ours(file):
            _move(file, folder + file.src_uri.removeprefix("assets/"))
    _add(files, config, config.extra["font"], path=font.made())
    for name in policy.SERVERS:
        template = files.get_file_from_path(HOSTING + name)
        assert template
        files.remove(template)
        _add(files, config, HOSTING + name, content=policy.server_file(name, template.content_string))
    prepared = snapshot.prepare(bundle.build_wheel(), image=config.extra["snapshot"] and not preview.serving)
    runtime = f"assets/pyodide-{bundle.runtime_version()}/"
    for name in bundle.SENT_AS_IT_IS:
        _add(files, config, runtime + name, path=bundle.RUNTIME / name)
    for path in prepared.files():
        _add(files, config, f"{folder}python/{path.name}", path=path)
    _add(files, config, f"{folder}python/pyodide-lock.json", content=bundle.lock_file(prepared.wheel))
    _add(files, config, f"{folder}javascripts/config.js", content=snapshot.config(prepared))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Leave out source maps, search in other languages than Swedish, and what only the build reads."""
    for file in files:
        other_search = file.src_uri.startswith(LUNR) and not file.src_uri.endswith(SWEDISH_SEARCH)
        if other_search or file.src_uri.endswith(".map") or file.src_uri.startswith("widgets/"):
            file.inclusion = InclusionLevel.EXCLUDED
    config.extra["leads"] = preview.leads(files)
    return nav


@event_priority(-100)  # when the macros are rendered
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Let `mkdocs serve` keep what is made of the same Markdown."""
    preview.keep_content(page, config.extra["leads"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Mend the theme's templates, compile them only when they have changed, and let `mkdocs serve` keep what it laid out."""
    assert env.loader
    env.loader = theme_mends.MendingLoader(env.loader)
    compiled_once(env)
    preview.keep_output(env, config, files)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Read code and data anew where they have changed."""
    server.builder = preview.renewing(builder)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the words of a table's cells apart, which the search index otherwise glues together, and note what the page is."""
    titles = dict.fromkeys([str(page.title), str(page.meta.get("title", ""))])
    config.extra.setdefault("subjects", {})[page.url] = (" ".join(titles), str(page.meta.get("description", "")))
    return search_words.spaced(policy.with_classes(html))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Help who finds nothing in the search, and bring the styles that the page needs."""
    helped = output.replace(json.dumps(FOUND_NOTHING[0]), json.dumps(FOUND_NOTHING[1])).replace(*STARTING)
    sheets = [
        get_relative_url(f"{config.extra['app']}stylesheets/{name}", page.url) for name in styles.needed(page.content or "")
    ]
    styled = helped.replace("</head>", "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets) + "</head>", 1)
    return _under_policy(styled, page.file.src_uri)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Put the page about what is not found under the same policy as the others."""
    return _under_policy(output_content, template_name) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Let the search find what people write, as parts of compounds, in other forms or misspelt; list what can be saved."""
    search_words.enrich(Path(config.site_dir), config.extra["app"], config.extra["subjects"])
    # Last, when no file changes any more. Where pages are served while they are written, names outlive their content.
    offline.write(Path(config.site_dir), on=config.extra["offline"] and not preview.serving)


def _under_policy(html: str, source: str) -> str:
    """Return the page with the policy in it; raise PluginError where it has what the policy would stop."""
    stopped = policy.blocked(html)
    if stopped:
        raise PluginError(f"{source}: the policy in macros/policy.py would stop " + ", ".join(stopped))
    return policy.with_meta(html)


def _add_pages(files: Files, config: MkDocsConfig) -> None:
    strategy = load_strategy()
    written = {
        file.src_uri: Path(file.abs_src_path).read_text(encoding="utf-8")
        for file in files.documentation_pages()
        if file.abs_src_path
    }
    generated = pages.section_pages(strategy, written) | pages.department_pages(strategy) | task_pages.pages(strategy)
    for path, text in generated.items():
        files.append(File.generated(config, path, content=text))


def _add(files: Files, config: MkDocsConfig, address: str, **source: Any) -> None:
    if "path" in source:
        files.append(File.generated(config, address, abs_src_path=str(source["path"])))
    else:
        files.append(File.generated(config, address, content=source["content"]))


def _is_ours(file: File) -> bool:
    source = file.abs_src_path or ""
    return file.src_uri.startswith(OWN_ASSETS) and source.startswith(str(ROOT / "overrides"))


def _move(file: File, address: str) -> None:
    file.dest_uri = address
    file.url = address
    file.abs_dest_path = str(Path(file.dest_dir or "") / address)
