"""What people call the fields of a regency's document, so that nobody has to read a path."""

import re
from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.localisation.messages import lazy_gettext as _l

_PLACE = re.compile(r"\[\d+\]")

LABELS: Mapping[str, LazyString] = {
    "identity.slug": _l("nama singkat di alamat"),
    "identity.region_code": _l("kode wilayah"),
    "identity.kind": _l("kabupaten atau kota"),
    "identity.name": _l("nama daerah"),
    "identity.initial_state": _l("keadaan awal ruang"),
    "identity.demo": _l("ruang peragaan"),
    "identity.timezone": _l("zona waktu"),
    "identity.reference_prefix": _l("awalan nomor pendaftaran"),
    "identity.own_domain": _l("domain sendiri"),
    "languages.offered": _l("bahasa yang ditawarkan"),
    "languages.default": _l("bahasa pertama"),
    "languages.on_thursdays": _l("bahasa pada hari Kamis"),
    "languages.reviewed_by": _l("pemeriksa kata"),
    "languages.reviewed_by.id": _l("pemeriksa kata bahasa Indonesia"),
    "languages.reviewed_by.ban": _l("pemeriksa kata bahasa Bali"),
    "regulation.number": _l("nomor peraturan"),
    "regulation.year": _l("tahun peraturan"),
    "regulation.title": _l("judul peraturan"),
    "regulation.enacted_on": _l("tanggal ditetapkan"),
    "regulation.effective_from": _l("tanggal mulai berlaku"),
    "regulation.applied_from": _l("tanggal mulai diterapkan"),
    "regulation.ends_on": _l("tanggal berakhir"),
    "regulation.replaces": _l("peraturan yang diganti"),
    "regulation.amends": _l("peraturan yang diubah"),
    "regulation.text": _l("naskah peraturan"),
    "regulation.text.sha256": _l("sidik naskah peraturan"),
    "regulation.text.media_type": _l("jenis berkas naskah peraturan"),
    "regulation.text.byte_count": _l("ukuran naskah peraturan"),
    "programme.obligation": _l("wajib atau himbauan"),
    "programme.sponsor_categories": _l("siapa yang diajak"),
    "programme.minimum_workers": _l("jumlah pekerja paling sedikit"),
    "programme.minimum_workers_by": _l("jumlah pekerja paling sedikit menurut kelompok"),
    "programme.minimum_workers_by.category": _l("kelompok sponsor"),
    "programme.minimum_workers_by.rank": _l("eselon"),
    "programme.minimum_workers_by.count": _l("jumlah pekerja kelompok ini"),
    "programme.maximum_decile": _l("desil DTSEN paling tinggi"),
    "programme.verification": _l("tahap verifikasi"),
    "programme.months_offered": _l("pilihan jumlah bulan"),
    "programme.relations_allowed": _l("hubungan yang diizinkan"),
    "programme.residence_required": _l("wajib tinggal di daerah ini"),
    "programme.minimum_age": _l("usia paling muda"),
    "programme.maximum_age": _l("batas usia atas"),
    "programme.occupations_allowed": _l("pekerjaan yang diizinkan"),
    "programme.funding_sources": _l("sumber uang iuran"),
    "programme.default_bracket": _l("golongan penghasilan awal"),
    "programme.review_working_days": _l("lama pemeriksaan, dalam hari kerja"),
    "programme.registration_start": _l("pendaftaran dibuka"),
    "programme.registration_end": _l("pendaftaran ditutup"),
    "form.questions": _l("pertanyaan sendiri"),
    "rule_tests": _l("uji aturan"),
    "own_sentences": _l("kalimat sendiri"),
    "consent.version": _l("versi persetujuan"),
    "consent.text": _l("teks persetujuan"),
    "consent.ways": _l("cara menyetujui"),
    "clauses": _l("rujukan pasal"),
    "clauses.parameter": _l("hal yang diatur pasal"),
    "clauses.uncited": _l("tanda belum bersitasi"),
    "clauses.valid_from": _l("pasal berlaku sejak"),
    "clauses.valid_to": _l("pasal berlaku sampai"),
    "own_words.region_kind": _l("kata untuk jenis daerah"),
    "own_words.region_head": _l("kata untuk kepala daerah"),
    "own_words.regulation_short": _l("kata pendek untuk peraturan"),
    "own_words.regulation_long": _l("kata panjang untuk peraturan"),
    "own_words.department": _l("kata untuk dinas"),
    "own_words.village_words": _l("kata untuk desa"),
    "own_words.desa_head": _l("kata untuk kepala desa"),
    "own_words.kelurahan_head": _l("kata untuk kepala kelurahan"),
    "own_words.hamlet": _l("kata untuk dusun"),
    "branding.display_name": _l("nama yang ditampilkan"),
    "branding.service_name": _l("nama layanan"),
    "branding.tagline": _l("kalimat di bawah nama"),
    "branding.aksara": _l("tulisan Aksara Bali"),
    "branding.logo_file": _l("logo"),
    "branding.favicon_file": _l("gambar kecil di tab peramban"),
    "branding.card_title": _l("judul kartu"),
    "branding.card_note": _l("catatan pada kartu"),
    "branding.primary": _l("warna utama"),
    "branding.link": _l("warna tautan"),
    "branding.button": _l("warna tombol"),
    "branding.logo": _l("berkas logo"),
    "contacts.office": _l("kantor"),
    "contacts.address": _l("alamat kantor"),
    "contacts.hours": _l("jam layanan"),
    "contacts.dpo_name": _l("nama petugas pelindungan data"),
    "contacts.branch_name": _l("kantor cabang BPJS Ketenagakerjaan"),
    "contacts.phone": _l("telepon kantor"),
    "contacts.email": _l("surel kantor"),
    "contacts.dpo_email": _l("surel petugas pelindungan data"),
    "contacts.branch_phone": _l("telepon cabang BPJS Ketenagakerjaan"),
    "calendar.quiet_days": _l("hari tanpa pesan"),
    "messages.sender_name": _l("nama pengirim pesan"),
    "messages.signature": _l("penutup pesan"),
    "messages.templates": _l("teks pesan sendiri"),
    "calendar.local_days": _l("hari libur setempat"),
    "privacy.enrolment": _l("dasar untuk mendaftarkan pekerja"),
    "privacy.worker_notice": _l("dasar untuk memberi tahu pekerja"),
    "privacy.branch_exchange": _l("dasar untuk bertukar data dengan BPJS Ketenagakerjaan"),
    "privacy.village_validation": _l("dasar untuk pemeriksaan di desa"),
    "privacy.reminders": _l("dasar untuk mengingatkan iuran"),
    "privacy.statistics": _l("dasar untuk membuat statistik"),
    "privacy.notice": _l("naskah pemberitahuan privasi"),
    "privacy.notice.id": _l("naskah pemberitahuan privasi bahasa Indonesia"),
    "privacy.notice.ban": _l("naskah pemberitahuan privasi bahasa Bali"),
}


def label_of(path: str) -> str | None:
    """Return what people call the field at a path, or at the nearest part above it, if it has a name."""
    field = _PLACE.sub("", path)
    while field:
        if field in LABELS:
            return str(LABELS[field])
        field = field.rpartition(".")[0]
    return None


def name_of(path: str) -> str:
    """Return what people call the field at a path, or the path where it has no other name."""
    return label_of(path) or path
