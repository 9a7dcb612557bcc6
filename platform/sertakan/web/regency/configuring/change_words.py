"""Say what changed in a document in the words of the screen: the field's name, what was there, what is there now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sertakan.configuration.rules.difference import Change
from sertakan.localisation import gettext as _
from sertakan.localisation.document_labels import name_of
from sertakan.localisation.formats import format_date
from sertakan.localisation.messages import LANGUAGES
from sertakan.notifications.texts import KINDS
from sertakan.tenancy.document import (
    LawfulBasis,
    LocalDay,
    MessageTemplate,
    OwnSentence,
    QuietDay,
    UploadedFile,
)
from sertakan.web.public.law_words import BASES

_LONGEST = 160


class Told(NamedTuple):
    """Hold one change in words."""

    field: str
    old: str
    new: str


def tell_changes(changes: Iterable[Change]) -> Sequence[Told]:
    """Return changes in words; of a list only what came and what went."""
    return [_tell(change) for change in changes]


def _tell(change: Change) -> Told:
    old, new = change.old, change.new
    if isinstance(old, tuple) and isinstance(new, tuple):
        old, new = (
            tuple(each for each in old if each not in new),
            tuple(each for each in new if each not in old),
        )
    field = name_of(change.path)
    return Told(field=field[:1].upper() + field[1:], old=tell_value(old), new=tell_value(new))


def tell_value(value: object) -> str:
    """Return one value in words, cut where it becomes long."""
    if value in (None, ()):
        return _("kosong")
    if isinstance(value, tuple):
        return "; ".join(tell_value(each) for each in value)
    words = _WORDS.get(type(value), str)(value)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"


def _tell_day(day: QuietDay | LocalDay) -> str:
    return f"{format_date(day.day)} {day.name}"


def _tell_file(file: UploadedFile) -> str:
    kind = file.media_type.rpartition("/")[2].partition("+")[0].upper()
    return _("berkas %(kind)s, %(kilobytes)s kB", kind=kind, kilobytes=-(-file.byte_count // 1024))


def _tell_template(own: MessageTemplate) -> str:
    label = str(KINDS[own.template].label) if own.template in KINDS else own.template
    return _("%(kind)s (%(language)s): %(text)s", kind=label, language=LANGUAGES[own.language], text=own.body)


def _tell_basis(decided: LawfulBasis) -> str:
    return f"{BASES[decided.basis]} ({decided.citation or _('belum bersitasi')})"


_WORDS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: _("ya") if value else _("tidak"),
    date: format_date,
    QuietDay: _tell_day,
    LocalDay: _tell_day,
    UploadedFile: _tell_file,
    MessageTemplate: _tell_template,
    LawfulBasis: _tell_basis,
    OwnSentence: lambda own: own.text,
}
