"""The words on screen for the model's codes: states, categories, relations, ways."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l

WORDS: Mapping[str, Mapping[str, LazyString]] = {
    "category": {
        "asn": _l("ASN (PNS atau PPPK)"),
        "non_asn": _l("Pegawai non-ASN"),
        "public": _l("Warga"),
        "company": _l("Perusahaan atau lembaga"),
    },
    "relation": {
        "family": _l("Keluarga"),
        "household_help": _l("Pekerja rumah tangga"),
        "neighbour": _l("Tetangga"),
        "other": _l("Lainnya"),
    },
    "sector": {"transport": _l("Transportasi"), "non_transport": _l("Bukan transportasi")},
    "sex": {"L": _l("Laki-laki"), "P": _l("Perempuan")},
    "way": {
        "code": _l("Kode ke HP pekerja"),
        "paper": _l("Tanda tangan atau cap jempol di kertas"),
        "present": _l("Pekerja hadir dan setuju"),
    },
    "consent": {
        "given": _l("Diberikan"),
        "unverified": _l("Belum dipastikan"),
        "refused": _l("Ditolak pekerja"),
    },
    "space": {
        "draft": _l("Disiapkan"),
        "trial": _l("Contoh"),
        "live": _l("Berjalan"),
        "suspended": _l("Dihentikan sementara"),
    },
    "state": {
        "submitted": _l("Menunggu pemeriksaan"),
        "returned": _l("Perlu dilengkapi"),
        "rejected": _l("Belum dapat disetujui"),
        "approved": _l("Disetujui"),
        "sent": _l("Dikirim ke BPJS"),
        "refused": _l("Dikembalikan BPJS"),
        "payable": _l("Menunggu pembayaran"),
        "registered": _l("Terdaftar"),
        "ended": _l("Berakhir"),
    },
}
