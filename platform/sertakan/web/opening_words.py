"""What opening a space takes, in the words of the screen; the regency and the centre read the same."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.configuration.rules.opening import OpeningItem
from sertakan.localisation import lazy_gettext as _l

TITLES: Mapping[OpeningItem, LazyString] = {
    OpeningItem.REGULATION: _l("Peraturan bernomor, dengan naskahnya"),
    OpeningItem.CITATIONS: _l("Setiap ketentuan program bersitasi, atau sengaja ditandai belum"),
    OpeningItem.RULE_TEST: _l("Sedikitnya satu uji aturan, dan semuanya lulus"),
    OpeningItem.LAWFUL_BASIS: _l("Dasar pemrosesan data pribadi disebut untuk setiap tujuan"),
    OpeningItem.PRIVACY_NOTICE: _l("Pemberitahuan privasi dalam setiap bahasa yang ditawarkan"),
    OpeningItem.DPO: _l("Petugas pelindungan data dapat dihubungi"),
    OpeningItem.BRANDING: _l("Logo daerah"),
    OpeningItem.LANGUAGES: _l("Bahasa yang ditawarkan lengkap"),
    OpeningItem.ADMINS: _l("Dua admin dengan faktor kedua"),
    OpeningItem.IMPACT_ASSESSMENT: _l("Penilaian dampak pelindungan data pribadi"),
    OpeningItem.SECURITY_ASSESSMENT: _l("Hasil uji keamanan"),
    OpeningItem.DISKOMINFO: _l("Persetujuan Diskominfo"),
    OpeningItem.AGREEMENT: _l("Perjanjian pemrosesan data yang ditandatangani"),
}
WHERE: Mapping[OpeningItem, str] = {
    OpeningItem.REGULATION: "/kelola/pengaturan/peraturan",
    OpeningItem.CITATIONS: "/kelola/pengaturan/pasal",
    OpeningItem.RULE_TEST: "/kelola/pengaturan/uji",
    OpeningItem.LAWFUL_BASIS: "/kelola/pengaturan/privasi",
    OpeningItem.PRIVACY_NOTICE: "/kelola/pengaturan/privasi",
    OpeningItem.DPO: "/kelola/pengaturan/kontak",
    OpeningItem.BRANDING: "/kelola/pengaturan/rupa",
    OpeningItem.LANGUAGES: "/kelola/pengaturan/bahasa",
    OpeningItem.ADMINS: "/kelola/petugas",
}
"""Where what is missing can be given."""

STATES: Mapping[str, LazyString] = {
    "met": _l("Ada"),
    "reasoned": _l("Ada alasan"),
    "open": _l("Belum"),
}
REMOVED: Mapping[str, LazyString] = {
    "enrolment": _l("pendaftaran"),
    "worker": _l("pekerja"),
    "sponsor": _l("sponsor"),
    "account": _l("akun sponsor"),
    "enrolment_draft": _l("pendaftaran yang belum dikirim"),
    "consent": _l("persetujuan"),
    "message": _l("pesan"),
    "stored_file": _l("berkas"),
    "enrolment_question": _l("pertanyaan petugas"),
    "asn_roll_member": _l("ASN di daftar"),
    "sheet_import": _l("berkas lembar kerja yang dibaca"),
    "retrospective_case": _l("keputusan yang terdaftar untuk ditinjau"),
}
"""What an opening removed, as far as people want to read it; search words are not among it."""
