"""The words in which the rules are told to a visitor: conditions, certainty, doubts and purposes."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l
from sertakan.regulation.model import Authority, Confidence, FactKey, Question, Treatment

CATEGORIES: Mapping[str, LazyString] = {
    "pns": _l("PNS"),
    "pppk": _l("PPPK"),
    "non_asn": _l("pegawai non-ASN"),
    "public": _l("masyarakat"),
    "organisation": _l("perusahaan atau lembaga"),
}
RELATIONS: Mapping[str, LazyString] = {
    "family": _l("keluarga"),
    "household_help": _l("pekerja rumah tangga"),
    "neighbour": _l("tetangga"),
    "other": _l("orang lain di sekitar Anda"),
}
MONEY: Mapping[str, LazyString] = {
    "private": _l("uang pribadi"),
    "organisation": _l("uang perusahaan atau lembaga"),
    "csr": _l("dana tanggung jawab sosial perusahaan"),
    "donation": _l("sumbangan"),
    "zakat": _l("zakat"),
    "apbn": _l("APBN"),
    "apbd": _l("APBD"),
    "apbdes": _l("APBDes"),
    "dbh": _l("dana bagi hasil"),
}
PARAMETERS: Mapping[str, LazyString] = {
    "obligation": _l("Wajib atau ajakan"),
    "sponsor_categories": _l("Siapa yang dapat mendaftarkan"),
    "minimum_workers": _l("Jumlah pekerja"),
    "relations_allowed": _l("Hubungan dengan pekerja"),
    "residence_required": _l("Tempat tinggal pekerja"),
    "minimum_age": _l("Usia termuda"),
    "maximum_age": _l("Usia tertua"),
    "occupations_allowed": _l("Pekerjaan"),
    "months_offered": _l("Lama sekali daftar"),
    "funding_sources": _l("Sumber dana"),
    "default_bracket": _l("Golongan iuran"),
    "review_working_days": _l("Lama pemeriksaan"),
    "registration_start": _l("Pendaftaran dibuka"),
    "registration_end": _l("Pendaftaran ditutup"),
}
CERTAINTY: Mapping[str, LazyString] = {
    "high": _l("kuat"),
    "medium": _l("sedang, dari satu sumber terbitan"),
    "low": _l("lemah, dari satu naskah tidak resmi"),
    "inferred": _l("tafsiran kami, belum dipastikan"),
    "remembered": _l("dari ingatan, belum diperiksa"),
    "open": _l("belum ada yang menjawab"),
}
GRADES: Mapping[Confidence, str] = {
    Confidence.HIGH: "high",
    Confidence.MEDIUM: "medium",
    Confidence.LOW: "low",
    Confidence.INFERRED: "inferred",
    Confidence.REMEMBERED: "remembered",
    Confidence.OPEN: "open",
}
NATIONAL: Mapping[FactKey, LazyString] = {
    FactKey.JKK_PERCENT: _l("Iuran kecelakaan kerja (JKK)"),
    FactKey.JKM_CONTRIBUTION: _l("Iuran kematian (JKM)"),
    FactKey.RELIEF_PERCENT: _l("Keringanan iuran"),
    FactKey.DUE_DAY: _l("Tanggal bayar paling lambat"),
    FactKey.LAPSE_MONTHS: _l("Kepesertaan berakhir setelah menunggak"),
    FactKey.JKM_FULL_FROM_MONTHS: _l("Santunan kematian penuh sejak bulan iuran ke"),
    FactKey.JKM_SHORT: _l("Santunan kematian sebelum itu"),
    FactKey.JKM_LUMP: _l("Santunan kematian sekaligus"),
    FactKey.JKM_PERIODIC: _l("Santunan berkala yang dibayar sekaligus"),
    FactKey.JKM_FUNERAL: _l("Biaya pemakaman"),
    FactKey.JKK_DEATH_MULTIPLE: _l("Santunan meninggal karena kecelakaan kerja"),
    FactKey.SCHOLARSHIP_CHILDREN: _l("Beasiswa, jumlah anak"),
    FactKey.SCHOLARSHIP_PAID_MONTHS: _l("Beasiswa bila meninggal biasa, setelah iuran"),
    FactKey.AGE_MINIMUM: _l("Usia termuda, aturan nasional"),
    FactKey.AGE_MAXIMUM: _l("Belum mencapai usia, aturan nasional"),
    FactKey.FOREIGNER_MONTHS: _l("Orang asing, lama bekerja di Indonesia"),
    FactKey.CLAIM_JKK_YEARS: _l("Batas mengurus kecelakaan kerja"),
}
UNITS: Mapping[str, LazyString] = {
    "percent": _l("%(number)s persen"),
    "times_base": _l("%(number)s kali dasar penghasilan"),
    "months": _l("%(number)s bulan"),
    "years": _l("%(number)s tahun"),
    "hours": _l("%(number)s jam"),
    "working_days": _l("%(number)s hari kerja"),
    "day_of_month": _l("tanggal %(number)s bulan itu juga, atau hari kerja berikutnya"),
    "children": _l("%(number)s anak"),
}
QUESTIONS: Mapping[Question, LazyString] = {
    Question.BRACKET_TABLE: _l("Batas tiap golongan penghasilan belum dicocokkan dengan naskah resmi."),
    Question.AGE_LIMITS: _l("Batas usia pendaftaran belum dipastikan."),
    Question.RELIEF_PRIVATE_MONEY: _l(
        "Keringanan untuk iuran dari uang pribadi adalah tafsiran kami atas PP 50/2025."
    ),
    Question.RELIEF_UNCLEAR_MONEY: _l(
        "Belum jelas apakah APBDes, dana bagi hasil, dan zakat mendapat keringanan."
    ),
    Question.RELIEF_PREPAYMENT: _l(
        "Belum jelas bagaimana pembayaran di muka ditagih bila melewati akhir keringanan."
    ),
    Question.RELIEF_EXTENSION: _l("Belum diketahui apakah keringanan diperpanjang."),
    Question.JKM_SHORT_MEMBERSHIP: _l(
        "Besar santunan kematian pada bulan-bulan pertama disebut berbeda-beda."
    ),
    Question.COVER_IN_ARREARS: _l("Belum jelas apakah pekerja masih terlindungi selama iuran menunggak."),
    Question.RETURN_AFTER_LAPSE: _l("Belum jelas cara kembali menjadi peserta setelah kepesertaan berakhir."),
    Question.EMPLOYEE_ELSEWHERE: _l(
        "Belum jelas apakah karyawan perusahaan lain boleh ikut untuk pekerjaan sampingannya."
    ),
    Question.DOUBLE_MEMBERSHIP: _l("Belum jelas akibat terdaftar dua kali di BPJS Ketenagakerjaan."),
    Question.REPORT_DUTY: _l("Siapa yang wajib melapor setelah kecelakaan, dan kapan, belum dipastikan."),
    Question.WORKING_DAYS: _l("Belum jelas apakah cuti bersama menggeser tanggal bayar."),
}
TREATMENTS: Mapping[Treatment, LazyString] = {
    Treatment.USED_AND_FLAGGED: _l("Sementara ini dipakai dengan tanda."),
    Treatment.SENT_TO_REVIEW: _l("Sementara ini petugas yang meninjau."),
    Treatment.NO_RELIEF_ASSUMED: _l("Sementara ini dihitung tanpa keringanan."),
    Treatment.PRICED_MONTH_BY_MONTH: _l("Sementara ini dihitung bulan demi bulan."),
    Treatment.COVER_NOT_PROMISED: _l("Sementara ini perlindungan tidak dijanjikan."),
    Treatment.WARNED_NOT_BLOCKED: _l("Sementara ini diingatkan, tidak dihalangi."),
    Treatment.EARLIER_DATE_ASSUMED: _l("Sementara ini dipakai tanggal yang lebih awal."),
    Treatment.NOT_DECIDED: _l("Sementara ini tidak diputuskan di sini."),
}
AUTHORITIES: Mapping[Authority, LazyString] = {
    Authority.BPJS: _l("BPJS Ketenagakerjaan"),
    Authority.REGENCY: _l("pemerintah daerah"),
    Authority.LAWYER: _l("ahli hukum"),
}
PURPOSES: Mapping[str, LazyString] = {
    "enrolment": _l("Mendaftarkan pekerja"),
    "worker_notice": _l("Memberi tahu pekerja"),
    "branch_exchange": _l("Meneruskan pendaftaran ke BPJS Ketenagakerjaan"),
    "village_validation": _l("Memeriksa kebenaran data bersama desa atau kelurahan"),
    "reminders": _l("Mengingatkan iuran"),
    "statistics": _l("Menyusun statistik tanpa nama"),
}
BASES: Mapping[str, LazyString] = {
    "consent": _l("persetujuan"),
    "contract": _l("perjanjian"),
    "legal_duty": _l("kewajiban hukum"),
    "vital_interest": _l("kepentingan vital"),
    "public_task": _l("tugas pelayanan publik"),
    "legitimate_interest": _l("kepentingan yang sah"),
}
