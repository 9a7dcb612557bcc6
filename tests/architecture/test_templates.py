from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from tests.architecture.source import HOUSE, TEMPLATES

from sertakan.localisation.messages import LANGUAGES
from sertakan.web.rendering import environment

PLAIN = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
EVERY = [str(path.relative_to(TEMPLATES)) for path in sorted(TEMPLATES.rglob("*.html"))]


def parsed(name: str) -> nodes.Template:
    # As written: the platform's own environment already turns sentences and icons into text.
    return PLAIN.parse((TEMPLATES / name).read_text())


def referenced(template: nodes.Template) -> Iterator[str]:
    for node in template.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = node.template
        yield str(named.value) if isinstance(named, nodes.Const) else f"computed on line {node.lineno}"


@pytest.mark.parametrize("name", EVERY)
def test_template_compiles_in_every_language(name: str) -> None:
    for language in LANGUAGES:
        assert environment(language).get_template(name)


@pytest.mark.parametrize("name", EVERY)
def test_template_refers_only_to_templates_by_name(name: str) -> None:
    assert [other for other in referenced(parsed(name)) if other not in EVERY] == []


@pytest.mark.parametrize("name", EVERY)
def test_template_uses_what_it_imports(name: str) -> None:
    template = parsed(name)
    # What is included sees what its includer imported.
    included = [parsed(str(node.template.value)) for node in template.find_all(nodes.Include)]
    used = {
        node.name
        for each in (template, *included)
        for node in each.find_all(nodes.Name)
        if node.ctx == "load"
    }
    assert imported(template) - used == set()


def imported(template: nodes.Template) -> set[str]:
    names = {node.target for node in template.find_all(nodes.Import)}
    for node in template.find_all(nodes.FromImport):
        names |= {each if isinstance(each, str) else each[1] for each in node.names}
    return names


@pytest.mark.parametrize("name", EVERY)
def test_imported_macro_exists(name: str) -> None:
    missing = []
    for node in parsed(name).find_all(nodes.FromImport):
        exported = vars(environment("id").get_template(node.template.value).module)
        wanted = [each if isinstance(each, str) else each[0] for each in node.names]
        missing += [each for each in wanted if each not in exported]
    assert missing == []


@pytest.mark.parametrize("name", EVERY)
def test_page_obeys_the_content_policy(name: str) -> None:
    text = (TEMPLATES / name).read_text().lower()
    forbidden = ("style=", "<style", "onclick=", "onload=", "onchange=", "javascript:", "<script>")
    assert [each for each in forbidden if each in text] == []


def test_markup_is_trusted_in_one_place() -> None:
    trusting = [name for name in EVERY if "|safe" in (TEMPLATES / name).read_text().replace(" ", "")]
    assert trusting == ["macros/icons.html"]


def test_layouts_say_their_language() -> None:
    texts = [path.read_text() for path in (TEMPLATES / "layout").glob("*.html")]
    assert all('lang="{{ locale }}"' in text for text in texts if "<html" in text)
    assert any("<html" in text for text in texts)


def test_every_template_is_used() -> None:
    mentioned = "".join(path.read_text() for path in HOUSE.rglob("*.py"))
    named = {other for name in EVERY for other in referenced(parsed(name))}
    stray = [name for name in EVERY if name not in named and not _is_mentioned(name, mentioned)]
    assert stray == []


def _is_mentioned(name: str, text: str) -> bool:
    is_computed = f'f"{Path(name).parent}/{{' in text
    return f'"{name}"' in text or is_computed or Path(name).parent.name == "errors"
