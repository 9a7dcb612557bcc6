import re
from pathlib import Path

import pytest
from tests.architecture.source import ROOT

from sertakan.kernel.refusal import Refusal
from sertakan.persistence.files.content import MediaType, recognise
from sertakan.persistence.files.drawing import START, clean_drawing

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8"'
_SHAPE = '<path d="M0 0h8v8z"/>'


def drawing(inner: str = "", attributes: str = "", before: str = "") -> bytes:
    return f"{before}{_HEAD}{attributes}>{inner}{_SHAPE}</svg>".encode()


ATTACKS = [
    (drawing("<script>alert(1)</script>"),                                     "drawing.active"),
    (drawing('<script xlink:href="https://jahat.test/x.js"/>'),               "drawing.active"),
    (drawing('<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>'), "drawing.active"),
    (drawing("<metadata><script>1</script></metadata>"),                       "drawing.active"),
    (drawing(attributes=' onload="alert(1)"'),                                 "drawing.active"),
    (drawing('<g ONCLICK="alert(1)"/>'),                                       "drawing.active"),
    (drawing('<g xmlns:e="http://www.w3.org/2001/xml-events" e:onclick="1"/>'), "drawing.active"),
    (drawing("<foreignObject><p/></foreignObject>"),                           "drawing.active"),
    (drawing('<animate attributeName="href" to="javascript:1"/>'),             "drawing.active"),
    (drawing('<set attributeName="onload" to="alert(1)"/>'),                   "drawing.active"),
    (drawing('<a href="javascript:alert(1)"><text>x</text></a>'),              "drawing.active"),
    (drawing('<image href="https://jahat.test/p.png"/>'),                      "drawing.active"),
    (drawing('<image href="data:image/png;base64,AAAA"/>'),                    "drawing.active"),
    (drawing(before='<?xml-stylesheet href="https://jahat.test/x.css"?>'),     "drawing.active"),
    (drawing('<use href="https://jahat.test/x.svg#a"/>'),                      "drawing.outside"),
    (drawing('<use xlink:href="//jahat.test/x.svg#a"/>'),                      "drawing.outside"),
    (drawing('<use href="data:image/svg+xml;base64,AAAA#a"/>'),                "drawing.outside"),
    (drawing('<rect fill="url(https://jahat.test/x#a)"/>'),                    "drawing.outside"),
    (drawing("<rect fill=\"url('//jahat.test/x#a')\"/>"),                      "drawing.outside"),
    (drawing('<rect style="fill:url(https://jahat.test/x)"/>'),                "drawing.outside"),
    (drawing('<rect style="width:expression(1)"/>'),                           "drawing.outside"),
    (drawing('<rect fill="u\\72l(https://jahat.test)"/>'),                     "drawing.outside"),
    (drawing('<style>@import url(https://jahat.test/x.css);</style>'),         "drawing.styled"),
    (drawing('<style>*{fill:red}</style>'),                                    "drawing.styled"),
    (drawing('<style>.a{fill:url(https://jahat.test)}</style>'),               "drawing.outside"),
    (drawing('<rect style="fi\\6cl:red"/>'),                                   "drawing.styled"),
    (drawing("&a;", before='<!DOCTYPE svg [<!ENTITY a "b">]>'),                "drawing.entities"),
    (drawing(before='<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'), "drawing.entities"),
    (drawing(before='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'),             "drawing.entities"),
    (drawing('<filter id="f"/>'),                                              "drawing.unknown"),
    (drawing("<g>" * 60 + "</g>" * 60),                                        "drawing.tangled"),
    (drawing("<g/>" * 5_000),                                                  "drawing.tangled"),
    (drawing('<g id="a"><use href="#a"/></g>'),                                "drawing.tangled"),
    (drawing('<g id="a"><use href="#b"/></g><g id="b"/><use href="#a"/>'),     "drawing.tangled"),
    (drawing('<pattern id="p"><rect fill="url(#q)"/></pattern><pattern id="q"/>'), "drawing.tangled"),
    (drawing('<use href="#a"/>' * 300),                                        "drawing.tangled"),
    (b" " * 300_000,                                                           "drawing.large"),
    (drawing()[:-3],                                                           "drawing.unreadable"),
    (b"\x00\x01",                                                              "drawing.unreadable"),
    (b"<svg><path/></svg>",                                                    "drawing.unreadable"),
    (f"{_HEAD}></svg>".encode(),                                               "drawing.empty"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "code"), ATTACKS)
def test_what_acts_or_reaches_outside_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=re.escape(code)):
        clean_drawing(content)


def test_refusal_names_what_it_found_and_the_field() -> None:
    with pytest.raises(Refusal) as refused:
        clean_drawing(drawing("<foreignObject/>"), field="logo")
    assert (refused.value.field, refused.value.params["what"]) == ("logo", "foreignObject")


def test_what_editors_leave_for_themselves_is_dropped() -> None:
    written = clean_drawing(
        drawing(
            "<!-- catatan --><metadata>x</metadata>"
            '<i:view xmlns:i="http://inkscape.test" zoom="1"><i:guide/></i:view>',
            attributes=' version="1.1" xml:space="preserve"',
            before='<?xml version="1.0" encoding="utf-8"?>'
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        )
    )
    assert written == START + f' viewBox="0 0 8 8">{_SHAPE}</svg>'.encode()


def test_classes_and_styles_become_attributes() -> None:
    inner = '<style>.a,.b{fill:#FF0} /* x */ .b{stroke:url("#g")}</style><rect class="a b" style="opacity:.5;cursor:wait"/>'
    written = clean_drawing(drawing(inner)).decode()
    assert '<rect opacity=".5" fill="#FF0" stroke="url(#g)"/>' in written
    assert "style" not in written


def test_gradients_clips_and_repeated_shapes_stay() -> None:
    inner = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        '<clipPath id="c"><rect width="4"/></clipPath><circle id="d" r="2" fill="url(#g)"/></defs>'
        '<use href="#d" transform="translate(2 2) rotate(45)"/><g clip-path="url(#c)"/>'
    )
    assert inner.replace("><g clip", "><g clip") in clean_drawing(drawing(inner)).decode()


def test_text_is_escaped_again() -> None:
    written = clean_drawing(drawing("<text>&lt;script&gt; &amp; ᬩᬮᬶ</text>")).decode()
    assert "<text>&lt;script&gt; &amp; ᬩᬮᬶ</text>" in written


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tenants").glob("*/*.svg")), ids=lambda path: path.parent.name
)
def test_logos_we_ship_are_clean(path: Path) -> None:
    assert clean_drawing(clean_drawing(path.read_bytes())) == clean_drawing(path.read_bytes())


def test_only_what_we_wrote_is_recognised_as_a_drawing() -> None:
    assert recognise(drawing("<script/>").replace(b"<svg ", b"<svg  ")) is None
    found = recognise(clean_drawing(drawing()))
    assert found is not None
    assert found.media_type is MediaType.SVG
