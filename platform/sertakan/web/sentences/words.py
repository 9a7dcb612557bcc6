"""The words on screen for the model's codes: states, categories, relations, ways."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l

WORDS: Mapping[str, Mapping[str, LazyString]] = {
    "category": {
        "pns": _l("PNS"),
        "pppk": _l("PPPK"),
        "non_asn": _l("Pegawai non-ASN"),
        "public": _l("Warga"),
        "organisation": _l("Perusahaan, koperasi, atau lembaga lain"),
    },
    "employment": {
        "none": _l("Bekerja sendiri atau untuk rumah tangga, tanpa upah dari perusahaan"),
        "sponsor_company": _l("Pegawai tetap perusahaan saya"),
        "other_company": _l("Pegawai perusahaan lain"),
    },
    "funding": {
        "private": _l("Uang sendiri"),
        "organisation": _l("Uang perusahaan atau lembaga"),
        "csr": _l("CSR"),
        "donation": _l("Donasi"),
        "zakat": _l("Zakat"),
        "apbn": _l("APBN"),
        "apbd": _l("APBD"),
        "apbdes": _l("APBDes"),
        "dbh": _l("Dana bagi hasil"),
    },
    "answer": {
        "sponsor": _l("siapa Anda"),
        "employment": _l("dari siapa ia menerima upah"),
        "birth_date": _l("usia pekerja"),
        "occupation": _l("pekerjaan"),
        "months_in_indonesia": _l("lama tinggal di Indonesia"),
        "resident": _l("tempat tinggal pekerja"),
        "relation": _l("hubungan dengan Anda"),
    },
    "hint": {
        "nik_other_name": _l("NIK ini sudah terdaftar dengan nama atau tanggal lahir lain"),
        "nik_differs": _l("Tanggal lahir atau jenis kelamin berbeda dari NIK"),
        "review": _l("Syarat perlu ditinjau"),
        "many_workers": _l("Sponsor ini mendaftarkan banyak pekerja"),
        "shared_mobile": _l("Nomor HP ini dipakai beberapa pekerja"),
    },
    "question_field": {
        "full_name": _l("Nama lengkap"),
        "birth_place": _l("Tempat lahir"),
        "birth_date": _l("Tanggal lahir"),
        "sex": _l("Jenis kelamin"),
        "occupation": _l("Pekerjaan"),
        "address": _l("Alamat"),
        "workplace": _l("Tempat kerja"),
        "mobile": _l("Nomor HP"),
    },
    "rejection": {
        "age": _l("Usia pekerja di luar batas"),
        "occupation": _l("Pekerjaannya tidak termasuk program"),
        "employee": _l("Pekerja adalah pegawai yang menerima upah"),
        "relation": _l("Hubungan dengan sponsor tidak termasuk program"),
        "residence": _l("Tempat tinggal pekerja di luar wilayah"),
        "duplicate": _l("Pekerja sudah terdaftar"),
        "untrue": _l("Data tidak sesuai kenyataan"),
        "other": _l("Alasan lain"),
    },
    "role": {
        "admin": _l("Admin"),
        "approver": _l("Penyetuju"),
        "legal": _l("Bagian hukum"),
        "verifier": _l("Verifikator"),
        "treasurer": _l("Bendahara"),
        "unit_treasurer": _l("Bendahara unit kerja"),
        "village_officer": _l("Petugas desa atau kelurahan"),
        "branch": _l("Petugas cabang BPJS Ketenagakerjaan"),
        "dpo": _l("Pejabat pelindungan data"),
        "auditor": _l("Pemeriksa"),
        "viewer": _l("Pembaca"),
    },
    "cover": {
        "none": _l("belum ada perlindungan lain"),
        "here": _l("sudah terlindungi di sini"),
        "elsewhere": _l("sudah terlindungi menurut catatan lain"),
        "differs": _l("NIK yang sama dipakai nama lain"),
    },
    "told": {
        "sms": _l("SMS ke HP pekerja"),
        "whatsapp": _l("WhatsApp ke HP pekerja"),
        "slip": _l("slip cetak"),
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
