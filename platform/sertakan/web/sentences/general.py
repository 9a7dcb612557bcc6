"""Sentences for what can go wrong anywhere."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "field.required": _l("Isi dulu: %(label)s"),
    "field.long": _l("Paling banyak %(max)s huruf. Anda mengetik %(length)s."),
    "number.figures": _l("Tulis angka saja, misalnya 12."),
    "date.missing": _l("Isi tanggal, bulan, dan tahun."),
    "date.impossible": _l("Tanggal ini tidak ada di kalender. Contoh yang benar: 17 5 1990."),
    "date.future": _l("Tanggal ini belum tiba. Periksa tahunnya."),
    "date.ancient": _l("Tahun ini terlalu lampau. Tulis tahun dengan empat angka, misalnya 1990."),
    "choice.missing": _l("Pilih satu jawaban: %(question)s"),
    "file.missing": _l("Pilih berkasnya terlebih dahulu."),
    "file.large": _l("Berkas ini terlalu besar. Kirim foto paling besar %(megabytes)s MB."),
    "file.kind": _l("Kirim foto JPEG atau PNG, atau berkas PDF."),
    "file.not_pdf": _l("Berkas ini bukan PDF. Unggah naskah dalam bentuk PDF."),
    "pdf.bomb": _l(
        "Isi PDF ini mengembang terlalu besar bila dibuka. Pindai atau simpan ulang sebagai PDF biasa, lalu unggah lagi."
    ),
    "pdf.active": _l(
        "PDF ini memuat perintah atau lampiran yang dapat berjalan sendiri. Simpan ulang sebagai PDF biasa, lalu unggah"
        " lagi."
    ),
    "file.dimensions": _l(
        "Gambar ini terlalu besar ukurannya. Kirim gambar yang sisi terpanjangnya paling banyak %(pixels)s piksel."
    ),
    "file.store_away": _l(
        "Tempat berkas sedang tidak dapat dijangkau, jadi belum ada yang disimpan. Coba lagi beberapa menit lagi."
    ),
    "file.unknown": _l("Berkas ini tidak ada di sini."),
    "file.lost": _l("Isi berkas ini tidak ditemukan di tempatnya. Hubungi pengelola sistem."),
    "seal.broken": _l("Data ini tidak dapat dibuka. Hubungi pengelola sistem."),
    "revision.unknown": _l("Revisi ini tidak ada."),
    "revision.none_on": _l("Pada tanggal itu belum ada peraturan yang berlaku di ruang ini."),
    "permission.missing": _l("Peran Anda tidak mencakup hal ini."),
}
