"""Tell what the record says in sentences: when, who, and what was decided."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from flask_babel.speaklater import LazyString

from sertakan.audit.rules import Recorded
from sertakan.enrolment.rules.questioning import OWN
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import format_date
from sertakan.web.own_answers import field_word
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
    "enrolment.answer_opened": _l("Berkas jawaban %(reference)s dibuka: %(question)s."),
    "cover.asked": _l("Perlindungan ganda diperiksa: %(answer)s."),
    "nik.revealed": _l("NIK lengkap %(reference)s dilihat. Alasan: %(reason)s"),
    "nik.sought": _l("Seseorang dicari dengan NIK lengkap."),
    "sponsor.registered": _l("Sponsor terdaftar: %(category)s."),
    "account.created": _l("Akun dibuat."),
    "account.role_granted": _l("Peran diberikan: %(role)s."),
    "account.role_revoked": _l("Peran dicabut: %(role)s."),
    "account.signed_in": _l("Masuk dengan %(factor)s."),
    "account.sign_in_failed": _l("Percobaan masuk ditolak pada langkah %(step)s."),
    "account.sign_in_ended": _l("Sesi masuk diakhiri: %(which)s."),
    "account.factor_added": _l("Pengaman kedua ditambah: %(factor)s."),
    "account.factor_removed": _l("Pengaman kedua dilepas: %(factor)s."),
    "account.factors_reset": _l("Semua pengaman kedua dilepas %(way)s."),
    "account.recovery_renewed": _l("Kode pemulihan diganti."),
    "account.reopened": _l("Akun dibuka lagi."),
    "invitation.sent": _l("Undangan petugas dikirim."),
    "invitation.renewed": _l("Undangan petugas dikirim ulang."),
    "invitation.revoked": _l("Undangan petugas dibatalkan."),
    "invitation.accepted": _l("Undangan petugas diterima."),
    "account.signed_out": _l("Keluar."),
    "account.disabled": _l("Akun ditutup."),
    "account.password_changed": _l("Kata sandi diganti."),
    "house.published": _l("Rupa dan kata diubah, revisi %(number)s."),
    "space.suspended": _l("Ruang dihentikan sementara, sebelumnya %(state_before)s. Alasan: %(reason)s"),
    "space.resumed": _l("Ruang dibuka kembali: %(state)s."),
    "law.draft_opened": _l("Draf bagian hukum dibuka, dari revisi %(base)s."),
    "law.draft_discarded": _l("Draf bagian hukum dibuang: %(sections)s."),
    "law.submitted": _l("Draf bagian hukum diajukan: %(sections)s."),
    "law.returned": _l("Draf bagian hukum dikembalikan ke penyusun."),
    "law.published": _l(
        "Revisi hukum %(number)s disetujui dan terbit, diterapkan mulai %(applied_from)s: %(sections)s."
    ),
    "unit.added": _l("Unit kerja ditambahkan: %(unit)s."),
    "unit.changed": _l("Unit kerja diubah: %(unit)s."),
    "unit.merged": _l(
        "Unit kerja %(unit)s digabungkan ke %(into)s: %(sponsors)s sponsor, %(enrolments)s pendaftaran,"
        " %(members)s ASN, dan %(grants)s peran ikut pindah."
    ),
    "unit.closed": _l("Unit kerja ditutup: %(unit)s."),
    "unit.reopened": _l("Unit kerja dibuka kembali: %(unit)s."),
    "units.exported": _l("Daftar unit kerja diunduh, %(lines)s baris."),
    "village.changed": _l("Sasaran atau lingkungan di wilayah %(village)s diubah."),
    "roll.added": _l("Seorang ASN ditambahkan ke daftar."),
    "roll.corrected": _l("Nama atau eselon seorang ASN dibetulkan."),
    "roll.moved": _l(
        "Seorang ASN pindah unit kerja sejak %(since)s; %(enrolments)s pendaftaran ikut pindah."
    ),
    "roll.state_changed": _l("Keadaan seorang ASN berubah sejak %(since)s: %(roll_state)s."),
    "roll.exported": _l("Daftar ASN diunduh dengan NIP tersamar, %(lines)s baris."),
    "sheet.uploaded": _l("Berkas %(kind)s dibaca untuk pratinjau, %(rows)s baris."),
    "sheet.imported": _l(
        "Berkas %(kind)s dimasukkan: %(added)s baru, %(changed)s berubah, %(unchanged)s tetap, %(refused)s ditolak,"
        " %(left)s dicatat keluar."
    ),
    "sheet.dropped": _l("Pratinjau berkas %(kind)s dibuang."),
    "sheet.result_taken": _l("Hasil berkas %(kind)s diunduh dengan NIP lengkap, %(lines)s baris."),
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
    "account.role_revoked": _l("Peran dicabut"),
    "account.signed_in": _l("Masuk"),
    "account.sign_in_failed": _l("Percobaan masuk ditolak"),
    "account.sign_in_ended": _l("Sesi masuk diakhiri"),
    "account.factor_added": _l("Pengaman kedua ditambah"),
    "account.factor_removed": _l("Pengaman kedua dilepas"),
    "account.factors_reset": _l("Pengaman kedua dilepas orang lain"),
    "account.recovery_renewed": _l("Kode pemulihan diganti"),
    "account.reopened": _l("Akun dibuka lagi"),
    "invitation.sent": _l("Undangan dikirim"),
    "invitation.renewed": _l("Undangan dikirim ulang"),
    "invitation.revoked": _l("Undangan dibatalkan"),
    "invitation.accepted": _l("Undangan diterima"),
    "account.signed_out": _l("Keluar"),
    "account.disabled": _l("Akun ditutup"),
    "account.password_changed": _l("Kata sandi diganti"),
    "law.draft_opened": _l("Draf bagian hukum dibuka"),
    "law.draft_discarded": _l("Draf bagian hukum dibuang"),
    "law.submitted": _l("Draf bagian hukum diajukan"),
    "law.returned": _l("Draf bagian hukum dikembalikan"),
    "law.published": _l("Revisi hukum terbit"),
    "house.published": _l("Rupa dan kata diubah"),
    "space.suspended": _l("Ruang dihentikan sementara"),
    "space.resumed": _l("Ruang dibuka kembali"),
    "unit.added": _l("Unit kerja ditambahkan"),
    "unit.changed": _l("Unit kerja diubah"),
    "unit.merged": _l("Unit kerja digabungkan"),
    "unit.closed": _l("Unit kerja ditutup"),
    "unit.reopened": _l("Unit kerja dibuka kembali"),
    "units.exported": _l("Daftar unit kerja diunduh"),
    "village.changed": _l("Sasaran wilayah diubah"),
    "roll.added": _l("ASN ditambahkan"),
    "roll.corrected": _l("Data ASN dibetulkan"),
    "roll.moved": _l("ASN pindah unit kerja"),
    "roll.state_changed": _l("Keadaan ASN berubah"),
    "roll.exported": _l("Daftar ASN diunduh"),
    "sheet.uploaded": _l("Berkas dibaca"),
    "sheet.imported": _l("Berkas dimasukkan"),
    "sheet.dropped": _l("Pratinjau dibuang"),
    "sheet.result_taken": _l("Hasil berkas diunduh"),
    "keys.rewrapped": _l("Kunci induk diganti"),
}
# Which group of words tells a detail of an event.
_GROUPS = {
    "field": "question_field",
    "ground": "rejection",
    "category": "category",
    "role": "role",
    "answer": "cover",
    "kind": "import_kind",
    "roll_state": "roll_state",
    "state": "space",
    "state_before": "space",
    "factor": "factor",
    "step": "proof_step",
    "which": "ended",
    "way": "reset_way",
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
        if name == "field" and isinstance(value, str) and value.startswith(OWN):
            return field_word(value)
        if name == "question":
            return field_word(f"{OWN}{value}")
        if name == "sections" and isinstance(value, list):
            return ", ".join(str(words.WORDS["law_section"].get(each, each)) for each in value) or "–"
        if name == "applied_from":
            return format_date(date.fromisoformat(str(value)))
        group = words.WORDS.get(_GROUPS.get(name, ""), {})
        return str(group[value]) if isinstance(value, str) and value in group else value
