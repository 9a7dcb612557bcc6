"""Translate a page's sentences when its template is compiled, so that showing them costs nothing."""

from collections.abc import MutableMapping
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_TRANSLATES = "_"


class TranslatedEnvironment(Environment):
    """Compile templates for one language: each ``_('…')`` becomes its translation."""

    def __init__(self, translations: NullTranslations, **options: Any) -> None:
        super().__init__(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
        self.install_gettext_callables(  # type: ignore[attr-defined]
            translations.gettext, translations.ngettext, newstyle=True
        )
        self._translator = _Translator(translations)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        self._translator.visit(template)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals themselves: Jinja compares them at each import, and a layered map is slow."""
        return super().make_globals(d) if d else self.globals


class _Translator(NodeTransformer):
    def __init__(self, translations: NullTranslations) -> None:
        self._translations = translations

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja's visitor
        """Replace a call that translates a literal; one with placeholders keeps filling them."""
        self.generic_visit(node)
        if not _is_translation(node):
            return node
        text = Markup(self._translations.gettext(node.args[0].value))  # type: ignore[attr-defined] # noqa: S704
        if not node.kwargs:
            return nodes.Const(text % {}, lineno=node.lineno)
        pairs = [
            nodes.Pair(nodes.Const(given.key), given.value, lineno=node.lineno) for given in node.kwargs
        ]
        return nodes.Mod(nodes.Const(text), nodes.Dict(pairs), lineno=node.lineno)


def _is_translation(node: nodes.Call) -> bool:
    is_ours = isinstance(node.node, nodes.Name) and node.node.name == _TRANSLATES
    is_plain = node.dyn_args is None and node.dyn_kwargs is None and len(node.args) == 1
    return is_ours and is_plain and isinstance(node.args[0], nodes.Const)
