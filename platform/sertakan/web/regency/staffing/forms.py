"""What is asked when somebody gets a role: which one, and for which part of the regency."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import SelectField

from sertakan.identity.model import Grant, Role, ScopeKind
from sertakan.identity.rules import check_grant, check_together
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.web.forms import EmailField, NameField, PageForm
from sertakan.web.regency.places import places_of
from sertakan.web.regency.staffing.words import Units
from sertakan.web.sentences import sentence, sentence_for, word_for
from sertakan.web.visit import visit

Grouped = dict[str, list[tuple[str, str]]]


class RoleField(SelectField):
    """Hold a role, or nothing."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validate_choice=False, **options)
        words = sorted((word_for("role", role), role.value) for role in Role)
        self.choices = [("", _("Pilih peran")), *((value, word) for word, value in words)]


class ScopeField(SelectField):
    """Hold a part of the regency, in groups; `districts` and `villages` by their codes."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validate_choice=False, **options)


class RolesForm(PageForm):
    """Ask for roles, each with its reach; the names of further ones end with a number."""

    suffixes: Sequence[str] = ("",)
    role = RoleField(_l("Peran"))
    scope = ScopeField(_l("Jangkauan"))

    def __init__(self, units: Units, **options: Any) -> None:
        super().__init__(**options)
        choices = scope_choices(units)
        for suffix in self.suffixes:
            self._fields[f"scope{suffix}"].choices = choices

    def validate(self, extra_validators: Any = None) -> bool:
        """Find roles that make no sense where they shall reach, each beside its own field."""
        super().validate(extra_validators)
        if not self.role.data:
            self.role.errors = [sentence_for("grant.role_missing")]
        for suffix in self.suffixes:
            self._check(suffix)
        if not self.has_problems():
            self._check_together()
        return not self.has_problems()

    def _check(self, suffix: str) -> None:
        try:
            if (grant := self._grant(suffix)) is not None:
                check_grant(grant)
        except Refusal as refusal:
            self._fields[f"{refusal.field or 'scope'}{suffix}"].errors = [sentence(refusal)]

    def _check_together(self) -> None:
        try:
            check_together(self.grants())
        except Refusal as refusal:
            self.add_refusal(refusal)

    def grants(self) -> list[Grant]:
        """Return the roles that were chosen."""
        found = (self._grant(suffix) for suffix in self.suffixes)
        return [grant for grant in found if grant is not None]

    def _grant(self, suffix: str) -> Grant | None:
        role, scope = self._fields[f"role{suffix}"].data, self._fields[f"scope{suffix}"].data or "regency"
        return read_grant(role, scope) if role else None


class InviteForm(RolesForm):
    """Ask whom to invite, and to which roles."""

    suffixes = ("", "_2", "_3")
    full_name = NameField(_l("Nama lengkap"))
    email = EmailField(_l("Surel"))
    role_2 = RoleField(_l("Peran kedua"))
    scope_2 = ScopeField(_l("Jangkauan peran kedua"))
    role_3 = RoleField(_l("Peran ketiga"))
    scope_3 = ScopeField(_l("Jangkauan peran ketiga"))


def read_grant(role: str, scope: str) -> Grant:
    """Read a role and its reach as the form sends them.

    :raises Refusal: grant.role_missing, grant.scope_missing
    """
    if role not in set(Role):
        raise Refusal("grant.role_missing", field="role")
    kind, _sign, place = scope.partition(":")
    if kind not in set(ScopeKind):
        raise Refusal("grant.scope_missing", field="scope", role=role)
    if kind != ScopeKind.WORK_UNIT:
        return Grant(role=Role(role), scope_kind=ScopeKind(kind), region_code=place or None)
    try:
        return Grant(role=Role(role), scope_kind=ScopeKind.WORK_UNIT, work_unit_id=UUID(place))
    except ValueError:
        raise Refusal("grant.scope_missing", field="scope", role=role) from None


def scope_choices(units: Units) -> Grouped:
    """Return every part of the regency that a role can reach, the whole first."""
    document = visit().regency
    places = places_of(document.identity.region_code)
    districts = places.districts()
    found: Grouped = {
        _("Seluruh wilayah"): [("regency", _("Seluruh %(region)s", region=document.full_name))],
        _("Unit kerja"): [(f"work_unit:{unit_id}", name) for unit_id, name in units],
        _("Kecamatan"): [(f"district:{code}", name) for code, name in districts],
    }
    for code, name in districts:
        group = _("%(village)s di Kecamatan %(name)s", village=document.words.village, name=name)
        found[group] = [(f"village:{village}", word) for village, word in places.villages(code)]
    return {group: choices for group, choices in found.items() if choices}
