import ast

from tests.architecture.source import TEMPLATES, modules, name_of, tree

# What a request says of its own address, which a proxy or a forger may have written.
_SAID_BY_REQUEST = {"host_url", "url_root", "base_url", "root_url"}


def test_no_link_is_made_from_a_request() -> None:
    found = [
        f"{name_of(path)}: {node.attr}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in _SAID_BY_REQUEST
    ]
    assert found == [], "links that leave the page are made in web/links.py"


def test_no_template_asks_for_a_whole_address() -> None:
    spoken = {name: path.read_text() for path in TEMPLATES.rglob("*.html") for name in [name_of(path)]}
    assert [name for name, text in spoken.items() if "_external" in text or "request." in text] == []
