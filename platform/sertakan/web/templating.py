"""Translate sentences and draw icons when a template is compiled, so that showing them costs nothing."""

from collections.abc import Callable, MutableMapping
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_TRANSLATES = "_"
_DRAWS = "icon"
_ICONS = "macros/icons.html"
Own = Callable[[str], str | None]


class TranslatedEnvironment(Environment):
    """Compile templates for one language: ``_('…')`` becomes its translation, ``icon('…')`` its drawing.

    With ``own``, which returns a regency's own words or None, a sentence is looked up while the page is painted.
    """

    def __init__(self, translations: NullTranslations, own: Own | None = None, **options: Any) -> None:
        super().__init__(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
        gettext = translations.gettext if own is None else _own_first(translations, own)
        self.install_gettext_callables(gettext, translations.ngettext, newstyle=True)  # type: ignore[attr-defined]
        self._translator = _Translator(None if own else translations, self._draw)

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


def _own_first(translations: NullTranslations, own: Own) -> Callable[[str], str]:
    """Return how a message is said where some have words of their own: what an admin wrote is text, never markup."""

    def gettext(message: str) -> str:
        text = own(message)
        return translations.gettext(message) if text is None else str(escape(text))

    return gettext


class _Translator(NodeTransformer):
    def __init__(self, translations: NullTranslations | None, draw: Callable[..., Markup]) -> None:
        self._translations = translations
        self._draw = draw

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja's visitor
        """Replace a call whose arguments are all literals; a sentence with placeholders keeps filling them."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or not _is_literal(node):
            return node
        if node.node.name == _DRAWS and not node.kwargs:
            return nodes.Const(self._draw(*(_value(given) for given in node.args)), lineno=node.lineno)
        if node.node.name == _TRANSLATES and len(node.args) == 1 and self._translations is not None:
            return self._translate(node, self._translations)
        return node

    def _translate(self, node: nodes.Call, translations: NullTranslations) -> nodes.Node:
        text = Markup(translations.gettext(_value(node.args[0])))  # noqa: S704 - our own catalogues
        if not node.kwargs:
            return nodes.Const(text % {}, lineno=node.lineno)
        pairs = [nodes.Pair(nodes.Const(given.key), given.value, lineno=node.lineno) for given in node.kwargs]
        return nodes.Mod(nodes.Const(text), nodes.Dict(pairs), lineno=node.lineno)


def _is_literal(node: nodes.Call) -> bool:
    is_plain = node.dyn_args is None and node.dyn_kwargs is None
    return is_plain and all(isinstance(given, nodes.Const) for given in node.args)


def _value(given: nodes.Expr) -> str:
    return str(given.as_const())
