import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.papers import PDF, jpeg, png

from sertakan.persistence.files.content import Content, MediaType, recognise

EXIF_WITH_THUMBNAIL = b"\xff\xe1" + (2 + len(jpeg(8, 8))).to_bytes(2) + jpeg(8, 8)
FILLERS = b"\xff" * 5 + b"\xe0\x00\x04\x00\x00"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (jpeg(640, 480),                                   (MediaType.JPEG, 640, 480)),
        (jpeg(640, 480, frame=0xC2),                       (MediaType.JPEG, 640, 480)),
        (jpeg(640, 480, before_frame=EXIF_WITH_THUMBNAIL), (MediaType.JPEG, 640, 480)),
        (jpeg(640, 480, before_frame=FILLERS),             (MediaType.JPEG, 640, 480)),
        (jpeg(65_535, 1),                                  (MediaType.JPEG, 65_535, 1)),
        (png(640, 480),                                    (MediaType.PNG, 640, 480)),
        (png(2**31 - 1, 1),                                (MediaType.PNG, 2**31 - 1, 1)),
        (PDF,                                              (MediaType.PDF, 0, 0)),
        (PDF.replace(b"1.7", b"2.0"),                      (MediaType.PDF, 0, 0)),
    ],
    ids=["baseline", "progressive", "thumbnail before", "fillers", "panorama", "png", "png bomb", "pdf", "pdf 2"],
)  # fmt: skip
def test_kind_and_size_are_read_from_headers(content: bytes, expected: tuple[MediaType, int, int]) -> None:
    media_type, width, height = expected
    assert recognise(content) == Content(media_type=media_type, width=width, height=height)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"foto.jpg",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<!doctype html><script></script>",
        b"PK\x03\x04",
        b"MZ",
        b" " + PDF,
        b"<script></script>" + PDF,
        b"%PDF-9.9\n%%EOF",
    ],
)
def test_other_kinds_are_not_recognised(content: bytes) -> None:
    assert recognise(content) is None


@pytest.mark.parametrize(
    "content",
    [
        jpeg(0, 480),
        jpeg(640, 0),
        png(0, 480),
        png(640, 0),
        jpeg(frame=0xC3),
        jpeg(frame=0xC4),
        jpeg(before_frame=b"\xff\xda\x00\x02"),
        jpeg(before_frame=b"\xff\xd9"),
        jpeg(before_frame=b"\xff\xe0\xff\xff"),
        png().replace(b"\x08\x02\x00\x00\x00", b"\x08\x02\x00\x00\x01"),
        png()[:24],
        PDF.removesuffix(b"%%EOF\n"),
        b"\xff\xd8\xff",
    ],
)
def test_damaged_headers_are_not_recognised(content: bytes) -> None:
    assert recognise(content) is None


@pytest.mark.parametrize("noise", [b"\xff", b"\xff\xe0\x00\x02", b"\xff\xd0"])
def test_endless_empty_segments_are_given_up(noise: bytes) -> None:
    assert recognise(jpeg(before_frame=b"\xff\xe0\x00\x02" + noise * 2)) is not None
    assert recognise(jpeg(before_frame=b"\xff\xe0\x00\x02" + noise * 500_000)) is None


@given(st.sampled_from([jpeg(), png(), PDF]), st.integers(0, 200), st.binary(max_size=12))
def test_no_damage_breaks_the_reader(whole: bytes, place: int, damage: bytes) -> None:
    recognise(whole[:place] + damage + whole[place + len(damage) :])
    recognise(whole[:place])
