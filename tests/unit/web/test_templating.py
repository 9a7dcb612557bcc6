"""Sentences and icons are settled when a template is compiled, and filled safely when it is painted."""

from gettext import NullTranslations

import pytest
from jinja2 import DictLoader, StrictUndefined

from sertakan.web.templating import TranslatedEnvironment

_ICONS = "{% macro icon(name, class='') %}<svg class=\"{{ class }}\">{{ name }}</svg>{% endmacro %}"
_IMPORT = "{% from 'macros/icons.html' import icon %}"


class Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper().replace("(NAME)S", "(name)s")


def paint(source: str, **values: object) -> str:
    environment = TranslatedEnvironment(
        Shouting(),
        loader=DictLoader({"page.html": source, "macros/icons.html": _ICONS}),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html").render(**values)


@pytest.mark.parametrize(
    ("source", "painted"),
    [
        ("{{ _('halo') }}", "HALO"),
        ("{{ _('50 %%') }}", "50 %"),
        ("{{ _('<b>halo</b>') }}", "<B>HALO</B>"),
        ("{{ _('halo %(name)s', name=name) }}", "HALO &lt;i&gt;"),
        ("{{ _('halo %(name)s', name=name|upper) }}", "HALO &lt;I&gt;"),
        ("{% set word = 'lain' %}{{ _(word) }}", "LAIN"),
        (_IMPORT + "{{ icon('x') }}", '<svg class="">x</svg>'),
        (_IMPORT + "{{ icon('x', 'big') }}", '<svg class="big">x</svg>'),
        (_IMPORT + "{{ icon(name) }}", '<svg class="">&lt;i&gt;</svg>'),
        (_IMPORT + "{{ icon('x', class='big') }}", '<svg class="big">x</svg>'),
    ],
)
def test_template_speaks_its_language(source: str, painted: str) -> None:
    assert paint(source, name="<i>") == painted
