"""What people choose from, in the words of the screen."""

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.localisation import gettext as _
from sertakan.regulation.model import NationalRules, Occupation
from sertakan.web.sentences import word_for

_COMMON = (
    "pedagang", "petani_pekebun", "tukang_batu", "pembantu_rumah_tangga", "nelayan_perikanan", "sopir",
)  # fmt: skip


def choices_of(group: str, codes: Iterable[str]) -> list[SelectChoice]:
    """Return the choices of a group of words."""
    return [SelectChoice(code, word_for(group, code)) for code in codes]


def yes_no() -> list[SelectChoice]:
    """Return yes and no."""
    return [SelectChoice("yes", _("Ya")), SelectChoice("no", _("Tidak"))]


def yes_no_unknown() -> list[SelectChoice]:
    """Return yes, no, and the honest third."""
    return [*yes_no(), SelectChoice("unknown", _("Tidak tahu"))]


def as_answer(value: str | None) -> bool | None:
    """Return a chosen yes or no as it is kept."""
    return {"yes": True, "no": False}.get(value or "")


def as_choice(answer: bool | None, *, is_answered: bool = False) -> str | None:
    """Return a kept answer as it is chosen; what was answered and is not known stays chosen as such."""
    if answer is None:
        return "unknown" if is_answered else None
    return "yes" if answer else "no"


def known_word(answer: bool | None) -> str:
    """Return a kept yes, no, or the honest third in words."""
    return word_for("known", str(as_choice(answer, is_answered=True)))


def occupations(offered: Iterable[Occupation]) -> list[SelectChoice]:
    """Return all occupations, the most common ones first."""
    ordered = sorted(
        offered, key=lambda each: (_COMMON.index(each.id) if each.id in _COMMON else len(_COMMON), each.label)
    )
    return [SelectChoice("", _("Pilih pekerjaan")), *(SelectChoice(each.id, each.label) for each in ordered)]


def occupation_label(rules: NationalRules, occupation: str) -> str:
    """Return an occupation as it is written on the identity card."""
    return next((each.label for each in rules.occupations if each.id == occupation), occupation)
