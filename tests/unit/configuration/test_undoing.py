import pytest

from sertakan.configuration.rules.difference import Change, house_changes
from sertakan.configuration.rules.undoing import take_back
from sertakan.kernel.refusal import Conflict
from sertakan.tenancy.document import (
    Branding,
    Consent,
    Contacts,
    Identity,
    LanguageTexts,
    Messages,
    OwnSentence,
    RegencyDocument,
)

FIRST = RegencyDocument(
    identity=Identity(
        slug="gianyar",
        region_code="51.04",
        kind="kabupaten",
        name="Gianyar",
        timezone="Asia/Makassar",
        reference_prefix="GIA",
    ),
    consent=Consent(version="2026-11", text=LanguageTexts(id="Setuju", ban="Cumpu")),
    branding=Branding(display_name="Kabupaten Gianyar"),
    messages=Messages(sender_name="Sertakan", signature="Salam"),
    contacts=Contacts(office="Disnaker", phone="0361 000000"),
)


def with_contacts(document: RegencyDocument, **changed: str | None) -> RegencyDocument:
    return document.with_parts(contacts=document.contacts.model_copy(update=changed))


def test_changes_are_named_field_by_field() -> None:
    after = with_contacts(FIRST, phone="0361 111111")
    assert house_changes(FIRST, after) == (
        Change(path="contacts.phone", old="0361 000000", new="0361 111111"),
    )


def test_newest_change_is_taken_back() -> None:
    second = with_contacts(FIRST, phone="0361 111111")
    assert take_back(second, FIRST, second) == {"contacts": FIRST.contacts}


def test_what_came_after_in_the_same_part_stays() -> None:
    second = with_contacts(FIRST, phone="0361 111111")
    third = with_contacts(second, office="Dinas Baru")
    taken = take_back(third, FIRST, second)
    assert taken == {"contacts": Contacts(office="Dinas Baru", phone="0361 000000")}


def test_field_that_was_changed_again_is_not_overwritten() -> None:
    second = with_contacts(FIRST, phone="0361 111111")
    third = with_contacts(second, phone="0361 222222")
    with pytest.raises(Conflict, match=r"house.changed_since part='contacts.phone'"):
        take_back(third, FIRST, second)


def test_change_that_was_taken_back_already_leaves_nothing() -> None:
    second = with_contacts(FIRST, phone="0361 111111")
    assert take_back(FIRST, FIRST, second) == {}


def test_list_that_was_changed_again_is_not_overwritten() -> None:
    one = OwnSentence(message="A", language="id", text="B")
    second = FIRST.with_parts(own_sentences=(one,))
    third = FIRST.with_parts(own_sentences=(one, one.model_copy(update={"message": "C"})))
    with pytest.raises(Conflict, match="own_sentences"):
        take_back(third, FIRST, second)
