import ast
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from tests.architecture.source import HOUSE, Function, calls, functions, modules, name_of, tree

from sertakan.persistence.database import owned_tables

# What may be read before any tenant is known, or belongs to none: each with its reason.
BELONG_TO_NOBODY = {
    "tenancy": {
        *("directory_version", "list_tenants", "list_hosts", "list_all_marks", "find_tenant"),
        "next_tenant_id",
        *("insert_tenant", "update_tenant", "replace_hosts", "tell_directory_changed"),
        *("find_region", "list_regions", "list_places", "search_villages"),
    },
    "identity": {"find_overseer"},
    "oversight": {"find_space_named", "list_spaces", "list_newest"},
}
_STATEMENTS = {"select", "insert", "update", "delete"}
_ASKING = {*_STATEMENTS, "tenant_session", "ask", "execute", "scalars", "scalar"}
_RAW = {"text", "exec_driver_sql", "TextClause", "literal_column"}
_MAY_SPEAK_SQL = HOUSE / "persistence"


def repositories() -> list[Path]:
    return [path for path in modules() if "repository" in (path.stem, path.parent.name)]


def is_ours(path: Path) -> bool:
    return _MAY_SPEAK_SQL not in path.parents


def test_there_are_repositories_to_look_at() -> None:
    assert len(repositories()) >= 4


@pytest.mark.parametrize("path", repositories(), ids=name_of)
def test_repository_function_takes_tenant_first(path: Path) -> None:
    capability = path.relative_to(HOUSE).parts[0]
    public = [each for each in tree(path).body if isinstance(each, Function) and each.name[0] != "_"]
    strays = [each.name for each in public if _asks(each) and not _takes_tenant_first(each)]
    allowed = {name for name in strays if name in BELONG_TO_NOBODY.get(capability, ()) or "oversight" in name}
    assert set(strays) == allowed, "the first parameter of a query is `tenant_id: int`"


def _asks(function: Function) -> bool:
    return any(name in _ASKING for name, _ in calls(function))


def _takes_tenant_first(function: Function) -> bool:
    first = function.args.args[:1]
    return bool(first) and first[0].arg == "tenant_id"


@pytest.mark.parametrize("path", [*filter(is_ours, modules())], ids=name_of)
def test_statement_on_owned_rows_names_tenant(path: Path) -> None:
    assert [
        f"line {statement.lineno}"
        for statement in _statements(tree(path))
        if _owned_rows(statement) and not _names_tenant(_owner_of(statement, tree(path)))
    ] == []


def _owner_of(statement: ast.stmt, module: ast.Module) -> ast.AST:
    """Return what must name the tenant: a statement by itself; for rows to insert, their function."""
    if {name for name, _ in calls(statement)} & (_STATEMENTS - {"insert"}):
        return statement
    return next(
        (each for each in ast.walk(module) if isinstance(each, Function) and statement in ast.walk(each)),
        statement,
    )


def _statements(module: ast.Module) -> Iterator[ast.stmt]:
    for node in ast.walk(module):
        is_plain = isinstance(node, ast.stmt) and not isinstance(
            node, ast.FunctionDef | ast.ClassDef | ast.If | ast.For | ast.With | ast.Try | ast.ImportFrom
        )
        if is_plain and any(name in _STATEMENTS for name, _ in calls(node)):
            yield node


def _owned_rows(statement: ast.AST) -> set[str]:
    named = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return named & _owned_classes()


def _owned_classes() -> set[str]:
    from sertakan.persistence.database import Model

    return {
        mapper.class_.__name__
        for mapper in Model.registry.mappers
        if mapper.class_.__tablename__ in owned_tables()
    }


def _names_tenant(statement: ast.AST) -> bool:
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "tenant_id")
        or (isinstance(node, ast.keyword) and node.arg == "tenant_id")
        or (isinstance(node, ast.Constant) and node.value == "tenant_id")
        or (isinstance(node, ast.Name) and node.id == "tenant_id")
        for node in ast.walk(statement)
    )


def test_queries_stand_in_repositories() -> None:
    asking = [
        path
        for path in filter(is_ours, modules())
        if path not in repositories() and any(_imports_statement(node) for node in ast.walk(tree(path)))
    ]
    assert [name_of(path) for path in asking] == []


def _imports_statement(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("sqlalchemy")
        and any(alias.name in _STATEMENTS for alias in node.names)
    )


def test_raw_sql_stays_in_persistence() -> None:
    # Whoever can run SQL can also set the tenant: row security stops a forgotten filter, not an injection.
    assert [
        name_of(path)
        for path in filter(is_ours, modules())
        if any(_is_raw(node) for node in ast.walk(tree(path)))
    ] == []


def _is_raw(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith(("sqlalchemy", "psycopg")) and any(
            alias.name in _RAW or (node.module or "").startswith("psycopg") for alias in node.names
        )
    if isinstance(node, ast.Import):
        return any(alias.name.startswith("psycopg") for alias in node.names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        is_text = isinstance(node.args[0], ast.Constant | ast.JoinedStr)
        return node.func.attr in {"exec_driver_sql", "driver_connection"} or (
            node.func.attr in {"execute", "scalar", "scalars"} and is_text
        )
    return False


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("sertakan", exclude_type_checking_imports=True, cache_dir=None)


def test_tables_are_private_to_their_capability(graph: grimp.ImportGraph) -> None:
    strangers = [
        f"{importer} imports {module}"
        for module in graph.modules
        if ".tables" in module or ".repository" in module
        for importer in graph.find_modules_that_directly_import(module)
        if importer.split(".")[1] not in {module.split(".")[1]}
        and importer not in _MAY_KNOW.get(module, ())
        and not (module == _SHARED and importer.split(".")[2].startswith("repository"))
    ]
    assert strangers == []


# Keys, files and throttles serve every capability, and stand in persistence for that reason.
_SHARED = "sertakan.persistence.tables"
_MAY_KNOW = {"sertakan.tenancy.repository": {"sertakan.web.health", "sertakan.cli.tenants"}}


def test_every_job_takes_its_tenant() -> None:
    strays = [
        f"{name_of(path)}: {function.name}"
        for path in modules()
        for function in functions(path)
        if _is_job(function) and not _takes_tenant_first(function)
    ]
    assert strays == [], "a job's first argument is `tenant_id: int`"


def _is_job(function: Function) -> bool:
    return any(
        name in {"tenant_task", "periodic_task"}
        for each in function.decorator_list
        for name, _ in calls(each)
    )


def test_jobs_are_registered_by_one_door() -> None:
    bare = [path for path in filter(is_ours, modules()) if "procrastinate" in path.read_text()]
    assert [name_of(path) for path in bare] == []
