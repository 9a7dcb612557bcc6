"""Sentences for numbers and contacts."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "nik.missing": _l("Isi NIK, 16 angka yang tertulis di KTP."),
    "nik.letters": _l("NIK hanya berisi angka. Hapus huruf atau tanda lainnya."),
    "nik.length": _l("NIK terdiri dari 16 angka. Anda mengetik %(digits)s."),
    "nik.region": _l("Enam angka pertama NIK menunjukkan wilayah dan tidak cocok. Periksa KTP-nya."),
    "nik.date": _l("Angka ke-7 sampai ke-12 NIK menunjukkan tanggal lahir dan tidak cocok. Periksa KTP-nya."),
    "nik.real_in_trial": _l(
        "Ruang contoh hanya menerima NIK rekaan yang berakhir 0000, misalnya 5104035705900000."
    ),
    "nik.synthetic": _l("NIK ini berakhir 0000 dan tidak dimiliki siapa pun. Periksa KTP-nya."),
    "name.missing": _l("Isi nama lengkap seperti tertulis di KTP."),
    "name.signs": _l("Tulis nama dengan huruf saja, seperti tertulis di KTP."),
    "nip.missing": _l("Isi NIP, 18 angka."),
    "nip.letters": _l("NIP hanya berisi angka. Hapus huruf atau tanda lainnya."),
    "nip.length": _l("NIP terdiri dari 18 angka. Anda mengetik %(digits)s."),
    "nip.date": _l(
        "Delapan angka pertama NIP adalah tanggal lahir dan tidak cocok. Periksa kartu pegawai Anda."
    ),
    "nip.appointment": _l("Angka ke-13 dan ke-14 NIP tidak cocok. Periksa kartu pegawai Anda."),
    "nip.sex": _l("Angka ke-15 NIP adalah 1 atau 2. Periksa kartu pegawai Anda."),
    "nip.real_in_trial": _l(
        "Ruang contoh hanya menerima NIP rekaan yang berakhir 000, misalnya 198505172010011000."
    ),
    "nip.synthetic": _l("NIP ini berakhir 000 dan tidak dimiliki siapa pun. Periksa kartu pegawai Anda."),
    "nip.only_pns": _l("Ini NIP PPPK. Program di daerah ini mengajak PNS saja."),
    "nip.only_pppk": _l("Ini NIP PNS. Program di daerah ini mengajak PPPK saja."),
    "sponsor.not_invited": _l("Program di daerah ini tidak mengajak golongan Anda."),
    "mobile.missing": _l("Isi nomor HP."),
    "mobile.letters": _l("Nomor HP hanya berisi angka, misalnya 0812 3456 7890."),
    "mobile.prefix": _l("Nomor HP diawali 08 atau +62 8."),
    "mobile.length": _l("Nomor HP terdiri dari 10 sampai 13 angka. Anda mengetik %(digits)s."),
    "email.missing": _l("Isi alamat surel."),
    "email.shape": _l("Alamat surel ditulis seperti nama@contoh.id."),
}
