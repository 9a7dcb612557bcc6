import re

import pytest
from tests.architecture.access_table import ACCESS
from werkzeug.routing import Rule, UUIDConverter

from sertakan.web.access import Door
from sertakan.web.application import SertakanApp

_STATIC_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)?")
_DOOR_OF_PATH = {"/sponsor/": {Door.SPONSOR}, "/kelola/": {Door.STAFF}}


@pytest.fixture
def rules(app: SertakanApp) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_every_view_says_who_may_enter(app: SertakanApp, rules: list[Rule]) -> None:
    unstamped = [rule.rule for rule in rules if not hasattr(app.view_functions[rule.endpoint], "access")]
    assert unstamped == [], "stamp the view with one of the decorators of web/access.py"


def test_table_and_stamps_agree(app: SertakanApp) -> None:
    stamped = {name: getattr(view, "access", None) for name, view in app.view_functions.items()}
    assert stamped == ACCESS, "write the new endpoint in tests/architecture/access_table.py"


def test_every_view_is_reachable(app: SertakanApp, rules: list[Rule]) -> None:
    assert set(app.view_functions) == {rule.endpoint for rule in rules}


def test_identifiers_in_paths_are_typed(rules: list[Rule]) -> None:
    loose = [
        rule.rule
        for rule in rules
        for name, converter in rule._converters.items()
        if name.endswith("id") and not isinstance(converter, UUIDConverter)
    ]
    assert loose == [], "write <uuid:some_id>"


def test_paths_are_kebab_case(rules: list[Rule]) -> None:
    parts = {part for rule in rules for part in re.sub(r"<[^>]*>", "", rule.rule).split("/") if part}
    assert [part for part in parts if not _STATIC_PART.fullmatch(part)] == []


def test_every_rule_belongs_to_one_site(rules: list[Rule]) -> None:
    assert {rule.host for rule in rules} == {"portal", "regency", "oversight", "elsewhere"}
    assert {rule.endpoint for rule in rules if rule.host == "elsewhere"} == {
        *("elsewhere-healthz", "elsewhere-readyz")
    }


@pytest.mark.parametrize("prefix", _DOOR_OF_PATH)
def test_doors_follow_paths(rules: list[Rule], prefix: str) -> None:
    behind = {rule.endpoint for rule in rules if rule.rule.startswith(prefix)}
    assert {ACCESS[endpoint].door for endpoint in behind} == _DOOR_OF_PATH[prefix]


def test_oversight_site_asks_an_overseer(rules: list[Rule]) -> None:
    inside = {rule.endpoint for rule in rules if rule.host == "oversight"}
    assert {ACCESS[endpoint].door for endpoint in inside} == {Door.ANYBODY, Door.OVERSEER}


def test_nothing_tenant_like_is_a_parameter(rules: list[Rule]) -> None:
    # The regency's slug on the centre's page names what is looked at, never whose rights are used.
    named = {rule.endpoint for rule in rules if rule.arguments & {"tenant", "tenant_id", "slug", "host"}}
    assert {ACCESS[endpoint].door for endpoint in named} <= {Door.OVERSEER}
