"""A sponsor who is signed in, with a draft at the page that a test is about."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from tests.factories.sponsoring import (
    SponsorAccount,
    make_draft_at,
    make_sponsor_account,
    read_draft,
    return_with_question,
)
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from werkzeug.test import TestResponse

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.tenancy.model import Tenant

DraftAt = Callable[..., str]
Ask = Callable[[str, str], None]
Reply = Callable[[str, dict[str, Any]], TestResponse]


@pytest.fixture
def account(tenant: Tenant, as_tenant: Work) -> SponsorAccount:
    with as_tenant(tenant):
        return make_sponsor_account(tenant.id)


@pytest.fixture
def sponsor(visit_as: VisitAs, tenant: Tenant, account: SponsorAccount) -> Visitor:
    """The sponsor, signed in."""
    return visit_as(tenant).sign_in(tenant, account.account_id)


@pytest.fixture
def draft_at(tenant: Tenant, account: SponsorAccount, as_tenant: Work) -> DraftAt:
    """Make a draft of the sponsor in which all before a page is answered; return its address."""

    def make(step: Step = Step.CHECK, **changed: object) -> str:
        with as_tenant(tenant):
            return f"/sponsor/pekerja/baru/{make_draft_at(tenant.id, account.sponsor_id, step, **changed)}"

    return make


@pytest.fixture
def kept(tenant: Tenant, account: SponsorAccount, as_tenant: Work) -> Callable[[str], DraftAnswers]:
    """Read the answers that are kept of a draft, given its address."""

    def read(address: str) -> DraftAnswers:
        with as_tenant(tenant):
            return read_draft(tenant.id, account.sponsor_id, UUID(address.rsplit("/", 1)[1])).answers

    return read


@pytest.fixture
def worker(sponsor: Visitor, draft_at: DraftAt) -> str:
    """The address of a worker who was enrolled."""
    return sponsor.submit(f"{draft_at()}/periksa").headers["Location"].removesuffix("/terkirim")


@pytest.fixture
def ask(tenant: Tenant, as_tenant: Work) -> Ask:
    """Return an enrolment to its sponsor with a question about one field."""

    def ask(worker: str, field: str) -> None:
        with as_tenant(tenant):
            return_with_question(tenant.id, UUID(worker.rsplit("/", 1)[1]), field)

    return ask


@pytest.fixture
def reply(sponsor: Visitor) -> Reply:
    """Answer the question about a worker that is open now."""

    def send(worker: str, typed: dict[str, Any]) -> TestResponse:
        asked = re.search(r'name="question" value="([^"]+)"', sponsor.get(f"{worker}/jawab").text)
        return sponsor.submit(f"{worker}/jawab", {"question": asked[1] if asked else "", **typed})

    return send


def text_of(page: str) -> str:
    """Return what can be read on a page."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def error_of(page: str) -> str:
    """Return the first sentence that stands beside a field, and the summary on top with it."""
    assert 'class="govuk-error-summary"' in page
    return text_of(" ".join(re.findall(r'class="govuk-error-message".*?</p>', page, re.S)) or page)
