"""The walk through sign-up, as a browser takes it."""

import re

from tests.fixtures.client import Visitor
from werkzeug.test import TestResponse

ANSWERS = {
    "category": "asn",
    "full_name": "Ni Luh Contoh",
    "nip": "198505172010011000",
    "organisation": "Dinas Contoh",
    "contact": "luh@contoh.test",
    "password": "kursi lampu ember",
}


def begin(visitor: Visitor, **changed: str) -> TestResponse:
    """Send the sign-up form."""
    return visitor.submit("/daftar", {**ANSWERS, **changed})


def read_code(visitor: Visitor) -> str:
    """Read the newest code in the outbox."""
    found = re.search(r"(\d{6}) adalah kode", visitor.get("/kotak-keluar").text)
    assert found is not None
    return found[1]


def sign_up(visitor: Visitor, **changed: str) -> TestResponse:
    """Sign up with the right code."""
    assert begin(visitor, **changed).status_code == 303
    return visitor.submit("/daftar/kode", {"code": read_code(visitor)})


def wrong(code: str) -> str:
    """Return another code."""
    return "000000" if code != "000000" else "111111"
