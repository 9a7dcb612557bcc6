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
    "grant.role_missing": _l("Pilih peran."),
    "grant.scope_missing": _l("Peran ini memerlukan unit kerja, kecamatan, atau desa."),
    "grant.scope_narrow": _l("Peran ini berlaku untuk seluruh wilayah. Pilih jangkauan seluruh wilayah."),
    "grant.region_unknown": _l("Kecamatan atau desa ini tidak ada di daftar. Pilih yang lain."),
    "grant.not_together": _l(
        "Admin dan penyetuju harus dua orang yang berbeda, agar tidak ada yang menyetujui tulisannya sendiri."
    ),
    "grant.twice": _l("Orang ini sudah memegang peran itu dengan jangkauan yang sama."),
    "staff.last_admin": _l(
        "Ini admin terakhir. Jadikan orang lain admin dahulu, lalu ulangi; tanpa admin tidak ada yang dapat"
        " mengurus ruang ini."
    ),
    "staff.unsure": _l("Centang bahwa Anda memang ingin melepas peran admin Anda sendiri."),
    "invitation.over": _l("Undangan ini tidak berlaku lagi. Minta undangan baru kepada admin."),
    "invitation.has_account": _l(
        "Kontak ini sudah punya akun di sini. Masuk dahulu, lalu buka tautan undangan ini sekali lagi."
    ),
    "throttle.invitation": _l(
        "Sudah beberapa undangan dikirim ke surel ini. Coba lagi %(minutes)s menit lagi."
    ),
    "throttle.factor": _l("Sudah terlalu banyak percobaan. Coba lagi %(minutes)s menit lagi."),
    "sign_in.waited": _l("Waktu untuk langkah kedua sudah lewat. Masuk sekali lagi."),
    "factor.code_missing": _l("Isi enam angka dari aplikasi autentikator Anda."),
    "factor.code_wrong": _l(
        "Kode ini tidak cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi. Periksa juga jam di HP Anda."
    ),
    "factor.code_used": _l("Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi."),
    "factor.recovery_missing": _l("Isi salah satu kode pemulihan Anda."),
    "factor.recovery_shape": _l("Kode pemulihan terdiri dari %(length)s huruf dan angka."),
    "factor.recovery_wrong": _l(
        "Kode pemulihan ini tidak cocok atau sudah dipakai. Coba kode lain di daftar Anda."
    ),
    "factor.password_wrong": _l("Kata sandi tidak cocok. Periksa, lalu coba lagi."),
    "factor.not_begun": _l("Pemasangan ini sudah lewat. Mulai lagi dari halaman keamanan Anda."),
    "factor.last": _l(
        "Ini satu-satunya pengaman kedua Anda, dan peran Anda mewajibkannya. Pasang yang lain dahulu, lalu lepas yang ini."
    ),
    "factor.none": _l("Akun ini tidak memakai pengaman kedua."),
    "factor.own": _l("Pengaman kedua milik sendiri diatur di halaman keamanan Anda."),
    "passkey.refused": _l("Perangkat Anda menjawab lain dari yang diminta. Coba lagi, atau pakai cara lain."),
    "passkey.late": _l("Permintaan ke perangkat sudah lewat waktunya. Coba lagi."),
    "passkey.unknown": _l("Kunci sandi ini bukan milik akun ini. Pakai kunci lain, atau cara lain."),
    "passkey.many": _l("Anda sudah punya %(most)s kunci sandi. Lepas salah satu dahulu."),
}
