import zlib

import pytest

from sertakan.kernel.refusal import Refusal
from sertakan.persistence.files import pdf
from sertakan.persistence.files.pdf import ensure_harmless

MEGABYTE = 1024 * 1024


def page(*objects: bytes) -> bytes:
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (place, each) for place, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + b"".join(numbered) + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def stream(content: bytes, head: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def refusal_of(content: bytes) -> str | None:
    try:
        ensure_harmless(content, field="text")
    except Refusal as refusal:
        return refusal.code
    return None


def test_plain_regulation_is_harmless() -> None:
    text = zlib.compress(b"BT /F1 12 Tf (Pasal 1) Tj ET" * 2000)
    objects = zlib.compress(b"1 0 << /Type /Catalog >>")
    head = b"/Type /ObjStm /Filter /FlateDecode"

    assert refusal_of(page(b"<< /Type /Catalog >>", stream(text), stream(objects, head))) is None


def test_stream_that_unfolds_without_bound_is_refused() -> None:
    bomb = zlib.compress(bytes(pdf.MOST_UNFOLDED_EACH + MEGABYTE), 9)

    assert len(bomb) < MEGABYTE
    assert refusal_of(page(stream(bomb))) == "pdf.bomb"


def test_many_streams_that_unfold_far_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_UNFOLDED", 8 * MEGABYTE)
    part = stream(zlib.compress(bytes(3 * MEGABYTE), 9))

    assert refusal_of(page(part, part)) is None
    assert refusal_of(page(part, part, part)) == "pdf.bomb"


@pytest.mark.parametrize("head", [b"/Filter [/FlateDecode /FlateDecode]", b"/Filter[/Fl/LZW]"])
def test_stream_folded_twice_is_refused(head: bytes) -> None:
    twice = zlib.compress(zlib.compress(bytes(MEGABYTE)))

    assert refusal_of(page(stream(twice, head))) == "pdf.bomb"


def test_picture_without_bounds_is_refused() -> None:
    assert refusal_of(page(stream(b"", b"/Subtype /Image /Width 900000 /Height 2"))) == "pdf.bomb"


def test_crowd_of_objects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_OBJECTS", 10)

    assert refusal_of(page(*[b"<< >>"] * 11)) == "pdf.bomb"


@pytest.mark.parametrize(
    "action",
    [
        b"<< /S /JavaScript /JS (app.alert(1)) >>",
        b"<< /S /J#61vaScript >>",
        b"<< /S /Launch /F (a.exe) >>",
        b"<< /Type /EmbeddedFile >>",
    ],
)
def test_what_acts_by_itself_is_refused_wherever_it_hides(action: bytes) -> None:
    hidden = stream(zlib.compress(b"5 0 " + action), b"/Type /ObjStm /Filter /FlateDecode")

    assert refusal_of(page(action)) == "pdf.active"
    assert refusal_of(page(hidden)) == "pdf.active"


def test_damaged_and_cut_streams_are_no_failure() -> None:
    whole = zlib.compress(b"x" * MEGABYTE)

    assert refusal_of(page(stream(whole[:100]))) is None
    assert refusal_of(page(stream(b"no stream of zlib"))) is None
    assert refusal_of(b"%PDF-1.7\nstream\n") is None
