import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import FileSystemLoader
from tests.architecture.source import HOUSE, TEMPLATES, functions, modules, tree

from sertakan.localisation.messages import LANGUAGES
from sertakan.web.rendering import environment

# What a process remembers, and by what; whatever is not here could hand one tenant what is another's.
THE_SAME_FOR_ALL = {
    "configuration.rules.shape._adapter": "a type of the code, by the name of its section",
    "enrolment.repository.drafts._drafts_of_sponsor": "a statement that asks for its tenant anew",
    "enrolment.repository.enrolments._lines_of_sponsor": "a statement that asks for its tenant anew",
    "identity.repository.sessions._actor_query": "a statement that asks for its tenant anew",
    "identity.rules.common_passwords": "a list in the code",
    "kernel.clock._zone": "a time zone, by its name",
    "localisation.formats._locale": "a language",
    "localisation.formats._spelled": "a day in a language",
    "localisation.messages.translations_for": "a language",
    "localisation.own_sentences.own_sentences_of": "a regency's own sentences, by all of them",
    "localisation.standard._by_digest": "files of the release",
    "localisation.standard.standard_sentences": "files of the release",
    "persistence.database._guarded": "a statement that asks for its tenant anew",
    "persistence.database.owned_tables": "the code itself",
    "regulation.calendar.national_holidays": "a year",
    "regulation.service.national_rules": "files of the release",
    "tenancy.document.part._field_names": "a type of the code",
    "tenancy.document.words.words_for": "words, by everything that decides them",
    "tenancy.document_file._one_of": "equal values, shared by their content",
    "tenancy.regions.loader.load_provinces": "files of the release",
    "tenancy.regions.loader.load_regencies": "files of the release",
    "tenancy.regions.slugs._prefixes": "files of the release",
    "web.logos._read": "a drawing, by its path in the tenant's own folder",
    "web.page.theme_of": "a stylesheet, by its three colours",
    "web.portal.outline.bali": "files of the release",
    "web.portal.places._index": "files of the release",
    "web.public.home._parts_of": "parts of a page, by everything they show and every sentence that a regency says otherwise",
    "web.public.precheck._blank_questions": "questions, by the categories invited and every sentence that a regency says otherwise",
    "web.public.figures.figures_on": "national figures, by day and bracket",
    "web.regency.places.places_of": "names of regions, by the regency's code",
    "web.rendering.environment": "a language",
    "web.staticfiles.manifest": "files of the release",
    "web.staticfiles.static_files": "files of the release",
}
KEPT_PER_TENANT = {
    "persistence.crypto._tenants": "dict[int, TenantKeys]",
    "tenancy.directory._documents": "dict[tuple[int, InForce], RegencyDocument]",
    "tenancy.directory._histories": "dict[tuple[int, int], tuple[PublishedRevision, ...]]",
    "tenancy.directory.by_host": "dict[str, Address]",
    "tenancy.directory.marks": "dict[int, list[RevisionMark]]",
    "tenancy.directory.decided": "dict[tuple[int, date], InForce]",
}
# What is remembered for the length of one job, inside one tenant, and forgotten with it.
KEPT_FOR_A_JOB = {
    "configuration.service.what_if._told": "dict[tuple[Ground, ...], list[dict[str, object]]]",
    "enrolment.rules.weighing._parts": "dict[tuple[int, Any], tuple[Ground, ...]]",
    "enrolment.rules.weighing._wholes": "dict[tuple[int, ...], Eligibility]",
    "enrolment.rules.weighing._totals": "dict[Cost, int | None]",
}


def dotted(path: Path, name: str) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join([*(part for part in parts if part != "__init__"), name])


def test_cached_functions_are_known() -> None:
    found = {
        dotted(path, function.name)
        for path in modules()
        for function in functions(path)
        if any("cache" in ast.unparse(each) for each in function.decorator_list)
        and [argument.arg for argument in function.args.args[:1]] != ["tenant_id"]
    }
    assert found == set(THE_SAME_FOR_ALL)


def test_lasting_dictionaries_are_known() -> None:
    found = {name: kind for name, kind in _lasting_dictionaries() if ".model." not in name}
    assert found == KEPT_PER_TENANT | KEPT_FOR_A_JOB


def _lasting_dictionaries() -> Iterator[tuple[str, str]]:
    for path in modules():
        for scope in ast.walk(tree(path)):
            if isinstance(scope, ast.Module | ast.ClassDef):
                yield from ((dotted(path, name), kind) for name, kind in _begun_empty(scope))


def _begun_empty(scope: ast.Module | ast.ClassDef) -> Iterator[tuple[str, str]]:
    methods = [each for each in scope.body if isinstance(scope, ast.ClassDef)]
    for node in [*scope.body, *(inner for each in methods for inner in ast.walk(each))]:
        if isinstance(node, ast.AnnAssign) and node.value and _is_empty(node.value):
            yield ast.unparse(node.target).removeprefix("self."), ast.unparse(node.annotation)


def _is_empty(value: ast.expr) -> bool:
    is_factory = isinstance(value, ast.Call) and any(
        keyword.arg == "default_factory" and ast.unparse(keyword.value) == "dict"
        for keyword in value.keywords
    )
    return is_factory or (isinstance(value, ast.Dict) and not value.keys)


def test_templates_are_looked_up_by_language_alone() -> None:
    # Jinja remembers a template by its name: a loader that asked whose turn it is would mix tenants up.
    for language in LANGUAGES:
        loader = environment(language).loader
        assert type(loader) is FileSystemLoader
        assert loader.searchpath == [str(TEMPLATES)]
