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
    "opening.paper_needed": _l("Pilih berkasnya, atau tulis alasannya bila berkas itu belum ada."),
    "opening.not_ready": _l("Masih ada syarat yang belum terpenuhi. Lengkapi dahulu, lalu minta lagi."),
    "opening.not_in_trial": _l("Hanya ruang contoh yang dapat dibuka untuk umum."),
    "opening.is_demo": _l("Ruang peragaan hanya contoh dan tidak dapat dibuka untuk umum."),
    "opening.moved_on": _l("Keadaannya sudah berubah sementara halaman ini terbuka. Muat ulang halamannya."),
    "opening.document_changed": _l(
        "Daerah mengubah peraturan atau rupanya sesudah meminta. Mintalah daerah memeriksa dan meminta sekali lagi."
    ),
    "opening.under_way": _l("Ruang ini sedang dibuka. Tunggu sampai selesai."),
    "tenant.not_draft": _l("Ruang ini bukan rancangan lagi."),
    "translation.large": _l("Berkas ini terlalu besar. Kirim berkas PO paling besar %(megabytes)s MB."),
    "translation.unreadable": _l(
        "Berkas ini tidak dapat dibaca sebagai PO. Kirim berkas yang Anda unduh dari sini."
    ),
    "revision.taken": _l(
        "Orang lain menerbitkan perubahan pada saat yang sama, dan yang itu yang berlaku. Muat ulang halaman ini,"
        " lalu simpan lagi."
    ),
    "draft.section_unknown": _l("Bagian ini tidak ada dalam bagian hukum. Kembali ke Pengaturan."),
    "draft.shape": _l("Isian ini tidak dapat dibaca. Muat ulang halaman ini, lalu isi lagi."),
    "draft.section_large": _l("Isi bagian ini terlalu panjang. Ringkas dahulu, lalu simpan lagi."),
    "draft.submitted": _l(
        "Draf sedang menunggu persetujuan, jadi belum dapat diubah. Tunggu keputusan penyetuju, atau minta ia"
        " mengembalikannya."
    ),
    "draft.closed": _l(
        "Draf ini baru saja ditutup oleh orang lain. Muat ulang halaman ini untuk melihat keadaannya."
    ),
    "draft.collided": _l("Orang lain mengubah isian yang sama. Pilih yang dipakai untuk tiap isian."),
}
