"""Sentences for what can go wrong while a regency changes its own document."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "house.changed_meanwhile": _l(
        "Orang lain baru saja mengubah bagian yang sama. Yang Anda ketik belum disimpan dan masih ada di bawah;"
        " bandingkan dengan yang berlaku sekarang, lalu simpan lagi."
    ),
    "house.breaks_scheduled": _l(
        "Perubahan ini tidak cocok dengan revisi hukum %(number)s yang sudah disetujui dan mulai berlaku %(day)s."
        " Sesuaikan perubahan ini, atau ubah revisi itu lebih dahulu."
    ),
    "revision.taken": _l(
        "Orang lain menerbitkan perubahan pada saat yang sama, dan yang itu yang berlaku. Muat ulang halaman ini,"
        " lalu simpan lagi."
    ),
}
