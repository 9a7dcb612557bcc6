"""Draw an SVG anew with nothing in it but shapes, so that a logo can be shown to everybody.

What is active or reaches outside is refused, so that whoever sent it knows. What editors leave behind for
themselves (other namespaces, comments, metadata) is dropped. Everything that stays is written again by us
from a list of what may stay, never copied.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from sertakan.kernel.refusal import Refusal

START: Final = b'<svg xmlns="http://www.w3.org/2000/svg"'
"""How every drawing of ours begins, and no other."""

LARGEST_KILOBYTES = 256
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_MOST_ELEMENTS, _MOST_REFERENCES, _DEEPEST = 4_000, 200, 40

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_GROUPS = frozenset({"svg", "g", "defs", "symbol", "clipPath", "mask", "pattern"})
_WORDS = frozenset({"title", "desc", "text", "tspan"})
_KEPT = _SHAPES | _GRADIENTS | _GROUPS | _WORDS | {"use", "stop"}
_DROPPED = frozenset({"metadata", "style"})
_REPEATED = frozenset({"symbol", "clipPath", "mask", "pattern"})

_GEOMETRY = (
    "id class viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform"
    " offset gradientUnits gradientTransform spreadMethod patternUnits patternTransform patternContentUnits"
    " clipPathUnits maskUnits maskContentUnits dx dy role"
)
_PAINT = (
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin"
    " stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity clip-path"
    " clip-rule mask display visibility font-family font-size font-weight font-style text-anchor"
    " letter-spacing paint-order"
)
_PRESENTATION = frozenset(_PAINT.split())
_ATTRIBUTES = frozenset(_GEOMETRY.split()) | _PRESENTATION
_DEEDS = (
    "script foreignObject animate animateMotion animateTransform animateColor set discard handler listener"
    " iframe object embed audio video canvas a image feImage"
)
_ACTIVE = frozenset(_DEEDS.split())
_ACTIVE_LOWER = frozenset(name.lower() for name in _ACTIVE)
# A reference stays inside the drawing; nothing else in a value may call, load or hide anything.
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#([\w.-]{1,80})\1\s*\)")
_PLAIN = re.compile(r"[\w\s.,:;#%()+/'\"=-]*")
_CALLS = re.compile(r"[\w-]+(?=\()")
_FUNCTIONS = frozenset({"matrix", "translate", "scale", "rotate", "skewX", "skewY", "rgb", "rgba", "hsl"})
_RULE = re.compile(r"\s*((?:\.[\w-]+\s*,?\s*)+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    children: list["_Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["_Element"]:
        yield self
        for child in self.children:
            if isinstance(child, _Element):
                yield from child.walk()


def clean_drawing(content: bytes, *, field: str = "drawing") -> bytes:
    """Return the drawing written anew from what may stay; `field` names the form field a refusal points at.

    :raises Refusal: drawing.large, drawing.unreadable, drawing.entities, drawing.active(what), drawing.outside,
        drawing.unknown(what), drawing.styled, drawing.tangled, drawing.empty
    """
    if len(content) > LARGEST_KILOBYTES * 1024:
        raise Refusal("drawing.large", field=field, kilobytes=LARGEST_KILOBYTES)
    reader = _Reader(field)
    root = reader.read(content)
    _dress(root, reader.styles)
    _ensure_closed(root, field)
    if not any(each.name in _SHAPES or each.name == "text" for each in root.walk()):
        raise Refusal("drawing.empty", field=field)
    return _written(root, is_root=True).encode()


class _Reader:
    """Read elements one by one, and stop at the first that has no place in a picture."""

    def __init__(self, field: str) -> None:
        self.styles: list[tuple[str, dict[str, str]]] = []
        self._field = field
        self._open: list[_Element] = []
        self._root: _Element | None = None
        self._skipped = 0
        self._count = 0
        self._css: list[str] | None = None

    def read(self, content: bytes) -> _Element:
        parser = ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.ProcessingInstructionHandler = self._refuse_instruction
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take_text
        try:
            parser.Parse(content, True)
        except (ExpatError, ValueError, LookupError):
            raise Refusal("drawing.unreadable", field=self._field) from None
        if self._root is None or self._root.name != "svg":
            raise Refusal("drawing.unreadable", field=self._field)
        return self._root

    def _refuse_doctype(self, _name: str, system: str | None, _public: str | None, inner: int) -> None:
        # Editors write the plain document type of SVG 1.1; only one with declarations of its own is a trap.
        if inner or (system and not system.startswith("http://www.w3.org/")):
            raise Refusal("drawing.entities", field=self._field)

    def _refuse_instruction(self, target: str, _: str) -> None:
        raise Refusal("drawing.active", field=self._field, what=f"<?{target[:30]}?>")

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) + self._skipped > _DEEPEST:
            raise Refusal("drawing.tangled", field=self._field)
        namespace, _, local = name.rpartition(" ")
        if self._skipped or self._is_dropped(namespace, local):
            self._ensure_idle(local, attributes)
            self._skipped += 1
            self._css = [] if local == "style" and namespace == _SVG else self._css
            return
        if local not in _KEPT:
            code = "drawing.active" if local in _ACTIVE else "drawing.unknown"
            raise Refusal(code, field=self._field, what=local[:30])
        self._ensure_no_handlers(attributes)
        element = _Element(local, dict(self._kept(attributes)))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _is_dropped(self, namespace: str, local: str) -> bool:
        return namespace != _SVG or local in _DROPPED

    def _ensure_idle(self, local: str, attributes: Mapping[str, str]) -> None:
        """Refuse what would act even in a part that is dropped: its sender should know what is in the file."""
        if local.lower() in _ACTIVE_LOWER:
            raise Refusal("drawing.active", field=self._field, what=local)
        self._ensure_no_handlers(attributes)

    def _ensure_no_handlers(self, attributes: Mapping[str, str]) -> None:
        for name in attributes:
            if name.rpartition(" ")[2].lower().startswith("on"):
                raise Refusal("drawing.active", field=self._field, what=name.rpartition(" ")[2][:30])

    def _kept(self, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(" ")
            if local == "href" and namespace in {"", _XLINK}:
                yield "href", _inner_address(value, self._field)
            elif namespace == "" and local == "style":
                yield from _declarations(value, self._field).items()
            elif namespace == "" and local in _ATTRIBUTES:
                yield local, _harmless(value, self._field)

    def _end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
            if self._css is not None:
                self._read_css("".join(self._css))
                self._css = None
            return
        self._open.pop()

    def _take_text(self, text: str) -> None:
        if self._css is not None:
            self._css.append(text)
        elif self._open and not self._skipped and self._open[-1].name in _WORDS:
            self._open[-1].children.append(text)

    def _read_css(self, css: str) -> None:
        """Keep what simple classes say; a stylesheet that does more is refused."""
        rest = _COMMENT.sub("", css)
        if _RULE.sub("", rest).strip():
            raise Refusal("drawing.styled", field=self._field)
        for names, body in _RULE.findall(rest):
            for name in re.findall(r"\.([\w-]+)", names):
                self.styles.append((name, _declarations(body, self._field)))


def _inner_address(value: str, field: str) -> str:
    if not re.fullmatch(r"\s*#[\w.-]{1,80}\s*", value):
        raise Refusal("drawing.outside", field=field)
    return value.strip()


def _harmless(value: str, field: str) -> str:
    bare = _REFERENCE.sub("", value)
    calls = set(_CALLS.findall(bare))
    if not _PLAIN.fullmatch(bare) or calls - _FUNCTIONS or re.search(r"(?:java|vb)script|data:", bare, re.I):
        raise Refusal("drawing.outside", field=field)
    return _REFERENCE.sub(r"url(#\2)", value)


def _declarations(css: str, field: str) -> dict[str, str]:
    """Return the declarations of a style as attributes; what is no property of a picture is left out."""
    found = {}
    for declaration in css.split(";"):
        name, _, value = declaration.partition(":")
        if "\\" in declaration or "@" in declaration:
            raise Refusal("drawing.styled", field=field)
        harmless = _harmless(value.replace("!important", "").strip(), field)
        if name.strip().lower() in _PRESENTATION:
            found[name.strip().lower()] = harmless
    return found


def _dress(root: _Element, styles: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    """Put what classes said, in their order, onto the elements that carry them: no stylesheet is left."""
    for element in root.walk():
        classes = set(element.attributes.pop("class", "").split())
        for name, declarations in styles:
            if name in classes:
                element.attributes.update(declarations)


def _ensure_closed(root: _Element, field: str) -> None:
    """Refuse parts that repeat parts that repeat parts: a small file would keep a browser busy for ever."""
    names: dict[str, str] = {}
    for each in root.walk():
        names.setdefault(
            each.attributes.get("id", ""), each.name
        )  # of two with one name, browsers take the first
    references = [name for each in root.walk() for name in _names_in(each)]
    repeated = {each.attributes.get("href", "#")[1:] for each in root.walk() if each.name == "use"}
    if len(references) > _MOST_REFERENCES:
        raise Refusal("drawing.tangled", field=field)
    for each in root.walk():
        if each.name in _REPEATED or each.attributes.get("id") in repeated:
            inner = [other for other in each.walk() if other is not each or each.name == "use"]
            within = [name for other in inner for name in _names_in(other)]
            if any(names.get(name) not in {*_GRADIENTS, None} for name in within):
                raise Refusal("drawing.tangled", field=field)


def _names_in(element: _Element) -> list[str]:
    values = " ".join(element.attributes.values())
    address = element.attributes.get("href")
    return [*(found[1] for found in _REFERENCE.findall(values)), *([address[1:]] if address else [])]


def _written(element: _Element, *, is_root: bool = False) -> str:
    namespace = f' xmlns="{_SVG}"' if is_root else ""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    inner = "".join(
        escape(child) if isinstance(child, str) else _written(child) for child in element.children
    )
    if not inner:
        return f"<{element.name}{namespace}{attributes}/>"
    return f"<{element.name}{namespace}{attributes}>{inner}</{element.name}>"
