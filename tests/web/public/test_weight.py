"""What a first visit costs a phone, and whom it tells."""

import re

import brotli
import pytest
from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor

LIMIT = 60_000
LOADED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"')
ADDRESS = re.compile(r'(?:href|src|action)="([^"]*)"')


def weigh(visitor: Visitor, path: str) -> int:
    page = visitor.get(path)
    weight = len(brotli.compress(page.data))
    for address in set(LOADED.findall(page.text)):
        part = visitor.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert part.status_code == 200, address
        weight += len(part.data)
    return weight


@pytest.mark.parametrize(("host", "path"), [("gianyar", "/"), ("kota-semarang", "/"), ("localhost", "/")])
def test_first_page_weighs_under_sixty_kilobytes(visit_as: VisitAs, host: str, path: str) -> None:
    assert weigh(visit_as(host), path) <= LIMIT


@pytest.mark.parametrize("path", ["/", "/bantuan", "/perbup", "/privasi"])
def test_pages_of_a_regency_name_no_other_host(client: Visitor, path: str) -> None:
    for address in ADDRESS.findall(client.get(path).text):
        assert address.startswith(("/", "#", "mailto:", "tel:")), address
        assert not address.startswith("//"), address


@pytest.mark.parametrize("host", ["gianyar", "localhost"])
def test_pages_need_no_inline_script_or_style(visit_as: VisitAs, host: str) -> None:
    page = visit_as(host).get("/").text
    assert not re.search(r"<style|\sstyle=|<script(?![^>]+src=)|\son[a-z]+=", page)
