"""The smallest files of each kind that people send: only headers, with whatever size a test wants."""

import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def png(width: int = 640, height: int = 480, text: str = "") -> bytes:
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    remark = b"Comment\x00" + text.encode()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"tEXt", remark) + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def jpeg(width: int = 640, height: int = 480, *, frame: int = 0xC0, before_frame: bytes = _JFIF) -> bytes:
    components = b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    size = b"\x08" + height.to_bytes(2) + width.to_bytes(2)
    return (
        b"\xff\xd8"
        + before_frame
        + b"\xff"
        + bytes([frame])
        + (2 + len(size) + len(components)).to_bytes(2)
        + size
        + components
        + b"\xff\xda\x00\x02\x00\xff\xd9"
    )
