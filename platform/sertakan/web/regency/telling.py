"""Tell what the record says in sentences: when, who, and what was decided."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from flask_babel.speaklater import LazyString

from sertakan.audit.rules import Recorded
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.web.sentences import words

EVENTS: Mapping[str, LazyString] = {
    "enrolment.submitted": _l("Pendaftaran %(reference)s dikirim."),
    "enrolment.approved": _l("Pendaftaran %(reference)s disetujui."),
    "enrolment.returned": _l("Pendaftaran %(reference)s dikembalikan dengan pertanyaan: %(field)s."),
    "enrolment.answered": _l("Pertanyaan tentang %(reference)s dijawab: %(field)s."),
    "enrolment.confirmed": _l("Pertanyaan tentang %(reference)s dijawab tanpa perubahan: %(field)s."),
    "enrolment.rejected": _l("Pendaftaran %(reference)s ditolak: %(ground)s."),
    "enrolment.exported": _l("Daftar diunduh, %(lines)s baris."),
    "consent.refused": _l("Pekerja menolak. Semua langkah berikutnya dihentikan."),
    "consent.proof_opened": _l("Bukti persetujuan %(reference)s dibuka."),
    "cover.asked": _l("Perlindungan ganda diperiksa: %(answer)s."),
    "nik.revealed": _l("NIK lengkap %(reference)s dilihat. Alasan: %(reason)s"),
    "nik.sought": _l("Seseorang dicari dengan NIK lengkap."),
    "sponsor.registered": _l("Sponsor terdaftar: %(category)s."),
    "account.created": _l("Akun dibuat."),
    "account.role_granted": _l("Peran diberikan: %(role)s."),
    "account.signed_in": _l("Masuk."),
    "account.sign_in_failed": _l("Percobaan masuk ditolak."),
    "account.signed_out": _l("Keluar."),
    "account.disabled": _l("Akun ditutup."),
    "account.password_changed": _l("Kata sandi diganti."),
    "house.published": _l("Rupa dan kata diubah, revisi %(number)s."),
    "space.suspended": _l("Ruang dihentikan sementara, sebelumnya %(state_before)s. Alasan: %(reason)s"),
    "space.resumed": _l("Ruang dibuka kembali: %(state)s."),
    "keys.rewrapped": _l("Kunci induk diganti oleh pengelola sistem: %(count)s kunci dibungkus ulang."),
}
KINDS: Mapping[str, LazyString] = {
    "enrolment.submitted": _l("Pendaftaran dikirim"),
    "enrolment.approved": _l("Pendaftaran disetujui"),
    "enrolment.returned": _l("Pertanyaan ke sponsor"),
    "enrolment.answered": _l("Jawaban sponsor"),
    "enrolment.confirmed": _l("Penjelasan sponsor"),
    "enrolment.rejected": _l("Pendaftaran ditolak"),
    "enrolment.exported": _l("Daftar diunduh"),
    "consent.refused": _l("Penolakan pekerja"),
    "consent.proof_opened": _l("Bukti persetujuan dibuka"),
    "cover.asked": _l("Pemeriksaan perlindungan ganda"),
    "nik.revealed": _l("NIK lengkap dilihat"),
    "nik.sought": _l("Pencarian dengan NIK"),
    "sponsor.registered": _l("Sponsor terdaftar"),
    "account.created": _l("Akun dibuat"),
    "account.role_granted": _l("Peran diberikan"),
    "account.signed_in": _l("Masuk"),
    "account.sign_in_failed": _l("Percobaan masuk ditolak"),
    "account.signed_out": _l("Keluar"),
    "account.disabled": _l("Akun ditutup"),
    "account.password_changed": _l("Kata sandi diganti"),
    "house.published": _l("Rupa dan kata diubah"),
    "space.suspended": _l("Ruang dihentikan sementara"),
    "space.resumed": _l("Ruang dibuka kembali"),
    "keys.rewrapped": _l("Kunci induk diganti"),
}
# Which group of words tells a detail of an event.
_GROUPS = {
    "field": "question_field",
    "ground": "rejection",
    "category": "category",
    "role": "role",
    "answer": "cover",
    "state": "space",
    "state_before": "space",
}


class Stated(Recorded, Protocol):
    """Describe a record of a regency, which may be about one subject; the centre's records are not."""

    subject_id: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Show one record."""

    sequence: int
    at: datetime
    who: str
    what: str
    subject_id: UUID | None
    is_about_enrolment: bool


def tell_records(records: Iterable[Stated], names: Mapping[UUID, str]) -> list[Told]:
    """Return records in words, in their order."""
    return [_tell(record, names) for record in records]


def _tell(record: Stated, names: Mapping[UUID, str]) -> Told:
    details = json.loads(record.payload)["details"]
    sentence = EVENTS.get(record.event)
    what = str(sentence) % _Details(details) if sentence else record.event
    return Told(
        sequence=record.sequence,
        at=record.recorded_at,
        who=_who(record, names),
        what=what,
        subject_id=record.subject_id,
        is_about_enrolment=record.subject_id is not None
        and record.event.partition(".")[0] in {"enrolment", "nik", "consent"},
    )


def _who(record: Stated, names: Mapping[UUID, str]) -> str:
    if record.actor_id is not None:
        return names.get(record.actor_id, _("Akun yang tidak ada lagi"))
    return _("Pekerja") if record.event == "consent.refused" else _("Sistem")


class _Details(dict[str, object]):
    """Give each detail in words, and a dash for what an earlier release did not record."""

    def __missing__(self, name: str) -> str:
        return "–"

    def __getitem__(self, name: str) -> object:
        value = super().__getitem__(name) if name in self else self.__missing__(name)
        group = words.WORDS.get(_GROUPS.get(name, ""), {})
        return str(group[value]) if isinstance(value, str) and value in group else value
