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
        "Berkas ini tidak berisi kalimat yang dapat dibaca. Kirim berkas yang Anda unduh dari sini."
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
    "draft.decided": _l(
        "Orang lain baru saja memutuskan atau mengubah draf ini. Muat ulang halaman ini untuk melihat keadaannya."
    ),
    "draft.open": _l("Masih ada draf yang terbuka. Ajukan atau buang draf itu dahulu, lalu ulangi."),
    "law.unchanged": _l(
        "Belum ada yang berubah dari hukum yang terbit terakhir, jadi tidak ada yang perlu diajukan."
    ),
    "law.unsound": _l("Masih ada %(count)s hal yang menghalangi. Perbaiki dahulu; daftarnya ada di bawah."),
    "approval.own_work": _l(
        "Anda ikut menulis atau mengajukan draf ini, jadi orang lain yang harus memutuskan. Minta penyetuju lain."
    ),
    "return.reason_missing": _l("Tulis alasannya, supaya penyusun tahu apa yang harus diubah."),
    "return.reason_long": _l("Alasannya terlalu panjang. Tulis paling banyak %(max)s huruf."),
    "check.number_missing": _l("Nomor peraturan belum diisi."),
    "check.text_missing": _l("Naskah peraturan (PDF) belum diunggah."),
    "check.text_lost": _l("Naskah peraturan (PDF) tidak ditemukan di simpanan. Unggah lagi."),
    "check.effective_missing": _l("Tanggal mulai berlaku menurut peraturan belum diisi."),
    "check.applied_past": _l(
        "Tanggal mulai diterapkan sudah lewat. Pilih hari ini atau sesudahnya, atau kosongkan."
    ),
    "check.applied_before_effect": _l(
        "Peraturan ini baru berlaku %(day)s. Isi tanggal mulai diterapkan, paling awal hari itu."
    ),
    "check.ended": _l("Peraturan ini sudah berakhir sebelum mulai diterapkan. Periksa tanggal berakhirnya."),
    "check.consent_version_kept": _l(
        "Teks persetujuan berubah, tetapi versinya masih sama. Beri versi baru, supaya jelas teks mana yang disetujui."
    ),
    "check.uncited": _l(
        "Belum ada pasal untuk %(parameter)s. Isi pasalnya, atau beri tanda belum bersitasi."
    ),
    "check.clause_gap": _l("Tidak ada pasal untuk %(parameter)s dari %(first)s sampai %(last)s."),
    "check.overtaken": _l(
        "Sejak draf ini dibuka, revisi %(number)s terbit dan mengubah bagian ini juga. Bandingkan sebelum mengajukan."
    ),
    "check.tests_missing": _l("Belum ada uji aturan. Tulis paling sedikit satu."),
    "check.test_failed": _l("Uji aturan \u201c%(name)s\u201d tidak sesuai harapan."),
    "what_if.unknown": _l("Daftar ini tidak ada lagi. Hitung dampaknya sekali lagi."),
    "case.unknown": _l("Keputusan ini tidak ada di daftar. Muat ulang halamannya."),
    "case.looked_at": _l("Orang lain baru saja meninjau keputusan ini. Catatannya sudah tersimpan."),
    "note.missing": _l("Tulis apa yang Anda putuskan, supaya orang lain tahu."),
    "note.long": _l("Catatannya terlalu panjang. Tulis paling banyak %(max)s huruf."),
}
