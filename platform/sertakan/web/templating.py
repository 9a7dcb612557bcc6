"""Translate sentences and draw icons when a template is compiled, so that showing them costs nothing."""

from collections.abc import Callable, MutableMapping
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_TRANSLATES = "_"
_DRAWS = "icon"
_ICONS = "macros/icons.html"


class TranslatedEnvironment(Environment):
    """Compile templates for one language: ``_('…')`` becomes its translation, ``icon('…')`` its drawing."""

    def __init__(self, translations: NullTranslations, **options: Any) -> None:
        super().__init__(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
        self.install_gettext_callables(  # type: ignore[attr-defined]
            translations.gettext, translations.ngettext, newstyle=True
        )
        self._translator = _Translator(translations, self._draw)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        self._translator.visit(template)
        return template

    def _draw(self, *arguments: str) -> Markup:
        drawn: Markup = self.get_template(_ICONS).module.icon(*arguments)  # type: ignore[attr-defined]
        return drawn

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals themselves: Jinja compares them at each import, and a layered map is slow."""
        return super().make_globals(d) if d else self.globals


class _Translator(NodeTransformer):
    def __init__(self, translations: NullTranslations, draw: Callable[..., Markup]) -> None:
        self._translations = translations
        self._draw = draw

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja's visitor
        """Replace a call whose arguments are all literals; a sentence with placeholders keeps filling them."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or not _is_literal(node):
            return node
        if node.node.name == _DRAWS and not node.kwargs:
            return nodes.Const(self._draw(*(_value(given) for given in node.args)), lineno=node.lineno)
        if node.node.name == _TRANSLATES and len(node.args) == 1:
            return self._translate(node)
        return node

    def _translate(self, node: nodes.Call) -> nodes.Node:
        text = Markup(self._translations.gettext(_value(node.args[0])))  # noqa: S704 - our own catalogues
        if not node.kwargs:
            return nodes.Const(text % {}, lineno=node.lineno)
        pairs = [nodes.Pair(nodes.Const(given.key), given.value, lineno=node.lineno) for given in node.kwargs]
        return nodes.Mod(nodes.Const(text), nodes.Dict(pairs), lineno=node.lineno)


def _is_literal(node: nodes.Call) -> bool:
    is_plain = node.dyn_args is None and node.dyn_kwargs is None
    return is_plain and all(isinstance(given, nodes.Const) for given in node.args)


def _value(given: nodes.Expr) -> str:
    return str(given.as_const())
