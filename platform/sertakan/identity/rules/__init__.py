"""What makes a password too easy, which numbers a space accepts, and how far a role must be narrowed."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from sertakan.identity.model import Contact, ContactKind, Grant, Role, ScopeKind
from sertakan.kernel.identifier import Nik, Nip, parse_email, parse_mobile
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import fold

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
_FEWEST_SIGNS_OF_ONES_OWN = 6
_COMMON = Path(__file__).parents[1] / "common_passwords.txt"
_PADDING = re.compile(r"^[^a-z]+|[^a-z]+$")
_LOOKALIKES = str.maketrans("013457@$!", "oieasta" + "si")
_RUNS = ("0123456789" * 3, "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_WHOLE = frozenset({ScopeKind.REGENCY})
SCOPES: Mapping[Role, frozenset[ScopeKind]] = {
    # Who works on the regency itself and not on its enrolments has no part of it to be narrowed to.
    **dict.fromkeys((Role.ADMIN, Role.APPROVER, Role.LEGAL, Role.BRANCH, Role.DPO, Role.AUDITOR), _WHOLE),
    **dict.fromkeys((Role.VERIFIER, Role.TREASURER, Role.VIEWER), frozenset(ScopeKind)),
    Role.UNIT_TREASURER: frozenset({ScopeKind.WORK_UNIT}),
    Role.VILLAGE_OFFICER: frozenset({ScopeKind.VILLAGE, ScopeKind.DISTRICT}),
}


@cache
def common_passwords() -> frozenset[str]:
    """Return the words that many people take for a password."""
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


def check_password(password: str, *, personal: Iterable[str], common: Collection[str]) -> None:
    """Refuse a password that others would guess; `personal` is what they know about the person.

    :raises Refusal: password.missing, password.short(min), password.long(max), password.common,
        password.personal
    """
    if not password:
        raise Refusal("password.missing", field="password")
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal("password.short", field="password", min=SHORTEST_PASSWORD, length=len(password))
    if len(password) > LONGEST_PASSWORD:
        raise Refusal("password.long", field="password", max=LONGEST_PASSWORD)
    if _is_personal(password, personal):
        raise Refusal("password.personal", field="password")
    if _is_common(password.casefold(), common):
        raise Refusal("password.common", field="password")


def _is_common(lowered: str, common: Collection[str]) -> bool:
    if lowered in common or len(set(lowered)) < 4 or any(lowered in run for run in _RUNS):
        return True
    if not lowered.isascii():
        return False
    core = _PADDING.sub("", lowered)
    return any(_is_made_of(each, common) for each in (core, core.translate(_LOOKALIKES)))


def _is_made_of(core: str, common: Collection[str]) -> bool:
    # Two common words, or one twice, with digits around them are as easily tried as one.
    compact = re.sub(r"[^a-z]", "", core)
    if not compact:
        return True
    cuts = range(3, len(compact) - 2)
    return compact in common or any(compact[:cut] in common and compact[cut:] in common for cut in cuts)


def _is_personal(password: str, personal: Iterable[str]) -> bool:
    rest = fold(password).replace(" ", "")
    if not rest:
        return False
    length = len(rest)
    pieces = {piece for text in personal for piece in fold(text).split() if len(piece) >= 3}
    for piece in sorted(pieces, key=len, reverse=True):
        rest = rest.replace(piece, "")
    return len(rest) < min(_FEWEST_SIGNS_OF_ONES_OWN, length)


def personal_words(name: str, contact: Contact) -> tuple[str, ...]:
    """Return what a stranger who knows somebody's name and contact would try."""
    if contact.kind is ContactKind.EMAIL:
        return name, contact.value.partition("@")[0]
    national = contact.value.removeprefix("+62")
    return name, f"0{national}", f"62{national}", national


def parse_contact(text: str) -> Contact:
    """Read an e-mail address or a mobile number, whichever was typed.

    :raises Refusal: contact.missing, and those of both kinds
    """
    if not text.strip():
        raise Refusal("contact.missing", field="contact")
    try:
        if "@" in text:
            return Contact(kind=ContactKind.EMAIL, value=parse_email(text))
        return Contact(kind=ContactKind.MOBILE, value=parse_mobile(text))
    except Refusal as refusal:
        code = "contact.shape" if refusal.code == "mobile.letters" else refusal.code
        raise Refusal(code, field="contact", **refusal.params) from None


def check_numbers(nik: str | None, nip: str | None, *, wants_synthetic: bool) -> None:
    """Refuse real people's numbers in a trial space, and nobody's numbers in a live one.

    :raises Refusal: nik.real_in_trial, nik.synthetic, nip.real_in_trial, nip.synthetic
    """
    for name, is_synthetic in (
        ("nik", Nik(nik).is_synthetic if nik else None),
        ("nip", Nip(nip).is_synthetic if nip else None),
    ):
        if is_synthetic is None or is_synthetic == wants_synthetic:
            continue
        raise Refusal(f"{name}.{'real_in_trial' if wants_synthetic else 'synthetic'}", field=name)


def check_category(category: str, nip: str | None, *, invited: Collection[str]) -> None:
    """Refuse whom the regency's regulation does not invite; of an ASN the number says PNS or PPPK.

    :raises Refusal: nip.only_pns, nip.only_pppk, sponsor.not_invited
    """
    if category != "asn":
        if category not in invited:
            raise Refusal("sponsor.not_invited", field="category")
        return
    kind, other = ("pppk", "pns") if nip and Nip(nip).is_pppk else ("pns", "pppk")
    if kind not in invited:
        code = f"nip.only_{other}" if other in invited else "sponsor.not_invited"
        raise Refusal(code, field="nip")


def check_grant(grant: Grant) -> None:
    """Refuse a role for less or more of the regency than it makes sense for.

    :raises Refusal: grant.scope_missing(role), grant.scope_narrow(role)
    """
    fit = SCOPES[grant.role]
    if grant.scope_kind not in fit:
        code = "grant.scope_narrow" if fit == _WHOLE else "grant.scope_missing"
        raise Refusal(code, field="scope", role=grant.role.value)


def check_together(grants: Collection[Grant]) -> None:
    """Refuse roles that must not meet in one person: whoever edits the law does not approve it.

    :raises Refusal: grant.not_together, grant.twice
    """
    roles = {grant.role for grant in grants}
    if {Role.ADMIN, Role.APPROVER} <= roles:
        raise Refusal("grant.not_together", field="role")
    if len(set(grants)) != len(grants):
        raise Refusal("grant.twice", field="role")
