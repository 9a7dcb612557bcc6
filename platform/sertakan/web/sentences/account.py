"""Sentences about accounts: signing up, the code, the password, signing in."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "account.unknown": _l("Akun ini tidak ditemukan."),
    "account.exists": _l("Kontak ini sudah punya akun. Masuk dengan kata sandi Anda."),
    "contact.missing": _l("Isi surel atau nomor HP Anda."),
    "contact.shape": _l("Tulis alamat surel seperti nama@contoh.id, atau nomor HP seperti 0812 3456 7890."),
    "work_unit.missing": _l("Pilih unit kerja Anda, atau tulis namanya bila tidak ada di daftar."),
    "password.missing": _l("Isi kata sandi."),
    "password.short": _l(
        "Kata sandi terdiri dari paling sedikit %(min)s huruf atau angka. Anda mengetik %(length)s."
    ),
    "password.long": _l("Kata sandi paling panjang %(max)s huruf atau angka."),
    "password.common": _l(
        "Kata sandi ini terlalu mudah ditebak. Coba gabungkan tiga kata yang tidak berhubungan."
    ),
    "password.personal": _l("Kata sandi ini terlalu dekat dengan nama atau kontak Anda. Pilih yang lain."),
    "sign_in.wrong": _l("Kontak atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."),
    "sign_in.disabled": _l("Akun ini sudah ditutup. Hubungi petugas bila Anda masih memerlukannya."),
    "throttle.sign_in": _l("Sudah terlalu banyak percobaan masuk. Coba lagi %(minutes)s menit lagi."),
    "throttle.sign_up": _l(
        "Sudah terlalu banyak pendaftaran dari tempat ini. Coba lagi %(minutes)s menit lagi."
    ),
    "throttle.reset": _l(
        "Sudah terlalu banyak permintaan dari tempat ini. Coba lagi %(minutes)s menit lagi."
    ),
    "throttle.code": _l("Sudah beberapa kode dikirim ke kontak ini. Coba lagi %(minutes)s menit lagi."),
    "code.missing": _l("Isi enam angka dari pesan yang Anda terima."),
    "code.shape": _l("Kode terdiri dari enam angka."),
    "code.wrong": _l("Kode ini tidak cocok. Periksa pesan terbaru; Anda dapat mencoba %(left)s kali lagi."),
    "code.exhausted": _l("Kode sudah lima kali keliru dan tidak berlaku lagi. Minta kode baru di bawah."),
    "code.expired": _l("Masa berlaku kode ini sudah lewat. Minta kode baru di bawah."),
    "code.used": _l("Kode ini sudah dipakai. Masuk dengan kata sandi yang Anda buat."),
    "code.unknown": _l("Pendaftaran ini tidak ditemukan lagi. Mulai mendaftar dari awal."),
    "reset.used": _l("Kode ini sudah dipakai. Minta kode baru di bawah, atau mulai lagi dari halaman masuk."),
    "reset.over": _l("Waktu untuk mengganti kata sandi sudah lewat. Mulai lagi dari Lupa kata sandi."),
    "grant.scope_missing": _l("Peran ini memerlukan unit kerja, kecamatan, atau desa."),
}
