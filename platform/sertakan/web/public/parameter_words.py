"""What people call everything that a law part decides, and the words for its values."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l
from sertakan.web.public.law_words import PARAMETERS

# Every parameter that a clause can decide, in the order in which it is told.
TITLES: Mapping[str, LazyString] = {
    **{f"programme.{name}": title for name, title in PARAMETERS.items()},
    "programme.minimum_workers_by": _l("Jumlah pekerja menurut kelompok"),
    "programme.maximum_decile": _l("Tingkat kesejahteraan (desil DTSEN)"),
    "programme.verification": _l("Tahap pemeriksaan"),
    "form.phone": _l("Nomor HP pekerja"),
    "form.email": _l("Surel pekerja"),
    "form.mother_name": _l("Nama ibu kandung"),
    "form.working_hours": _l("Jam kerja"),
    "form.second_occupation": _l("Pekerjaan kedua"),
    "form.marital_status": _l("Status perkawinan"),
    "form.postcode": _l("Kode pos"),
    "form.questions": _l("Pertanyaan tambahan"),
    "consent.version": _l("Versi teks persetujuan"),
    "consent.text": _l("Teks persetujuan"),
    "consent.ways": _l("Cara pekerja menyetujui"),
}
REGULATION: Mapping[str, LazyString] = {
    "regulation.number": _l("Nomor peraturan"),
    "regulation.year": _l("Tahun peraturan"),
    "regulation.title": _l("Judul"),
    "regulation.enacted_on": _l("Ditetapkan"),
    "regulation.effective_from": _l("Berlaku sejak"),
    "regulation.applied_from": _l("Diterapkan di sini sejak"),
    "regulation.ends_on": _l("Berakhir"),
    "regulation.replaces": _l("Menggantikan"),
    "regulation.amends": _l("Mengubah"),
    "regulation.text": _l("Naskah (PDF)"),
    "regulation.source": _l("Dari mana kami tahu"),
    "regulation.confidence": _l("Keyakinan"),
}
IN_LANGUAGE: Mapping[str, LazyString] = {
    "id": _l("%(what)s, bahasa Indonesia"),
    "ban": _l("%(what)s, bahasa Bali"),
}
QUESTION_FIELDS: Mapping[str, LazyString] = {
    "kind": _l("Jenis jawaban untuk “%(question)s”"),
    "is_required": _l("Wajib atau tidaknya “%(question)s”"),
    "label": _l("Kalimat pertanyaan “%(question)s”"),
    "hint": _l("Penjelasan di bawah “%(question)s”"),
    "error": _l("Pesan bila “%(question)s” belum dijawab benar"),
    "options": _l("Pilihan jawaban untuk “%(question)s”"),
    "only_categories": _l("Kepada siapa “%(question)s” ditanyakan"),
}
KINDS: Mapping[str, LazyString] = {
    "short": _l("teks pendek"),
    "long": _l("teks panjang"),
    "number": _l("angka"),
    "date": _l("tanggal"),
    "one_of": _l("satu pilihan"),
    "several_of": _l("beberapa pilihan"),
    "file": _l("berkas"),
}
WAYS: Mapping[str, LazyString] = {
    "code": _l("kode ke HP pekerja"),
    "paper": _l("tanda tangan atau cap jempol di kertas"),
    "present": _l("pekerja hadir dan setuju"),
}
