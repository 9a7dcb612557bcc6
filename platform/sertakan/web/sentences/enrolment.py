"""Sentences about drafts, consent, enrolments and cover."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "draft.unknown": _l("Draf ini tidak ditemukan."),
    "draft.outdated": _l(
        "Draf ini sudah diubah di tab atau perangkat lain. Muat ulang halaman sebelumnya, lalu lanjutkan dari sana."
    ),
    "draft.incomplete": _l("Masih ada yang belum diisi. Lengkapi dulu, lalu kirim."),
    "draft.too_many": _l("Ada %(most)s draf yang belum selesai. Selesaikan atau hapus beberapa dulu."),
    "consent.mobile_missing": _l("Isi nomor HP pekerja dulu, atau pilih cara lain."),
    "consent.code_expired": _l("Kode ini sudah tidak berlaku. Minta kode baru."),
    "consent.code_wrong": _l("Kode ini tidak cocok. Periksa enam angka di HP pekerja."),
    "consent.code_missing": _l("Isi enam angka yang diterima pekerja."),
    "cover.already": _l("Menurut catatan Sertakan, pekerja ini sudah terlindungi sampai bulan %(until)s."),
    "cover.elsewhere": _l(
        "Menurut catatan Sertakan, pekerja ini sudah terlindungi sampai bulan %(until)s. Tanyakan dulu kepadanya;"
        " bila tetap ingin mendaftarkan, beri tanda persetujuan lalu kirim."
    ),
    "cover.asked_often": _l("Anda sudah sering mengirim hari ini. Coba lagi besok, atau hubungi petugas."),
    "enrolment.unknown": _l("Pendaftaran ini tidak ditemukan."),
    "enrolment.state": _l("Keadaan pendaftaran ini sudah berubah. Muat ulang halamannya."),
    "enrolment.outdated": _l("Pendaftaran ini sudah berubah sejak Anda membukanya. Muat ulang halamannya."),
    "question.answered": _l("Pertanyaan ini sudah dijawab."),
    "answer.unchanged": _l(
        "Tidak ada yang berubah: jawaban ini sama dengan yang sudah tercatat. Ubah jawabannya, atau tulis mengapa sudah"
        " benar."
    ),
    "throttle.refusal": _l(
        "Terlalu sering mencoba. Coba lagi dalam %(minutes)s menit, atau datang ke kantor kami."
    ),
    "refusal.code_unknown": _l(
        "Kode ini tidak kami temukan. Periksa delapan huruf atau angka pada pesan atau slip."
    ),
    "sponsor.unknown": _l("Sponsor ini tidak ditemukan."),
    "worker.unknown": _l("Pekerja ini tidak ditemukan."),
    "village.missing": _l("Cari dan pilih %(village)s tempatnya."),
    "village.none": _l("Tidak ada yang cocok. Ketik sebagian nama saja, misalnya tiga huruf pertama."),
    "village.unknown": _l("Pilih salah satu dari hasil pencarian."),
    "enrolment.refused_by_worker": _l("Pekerja menolak didaftarkan. Pendaftaran ini tidak dapat disetujui."),
    "enrolment.number_taken": _l(
        "NIK ini masih dipakai pendaftaran lain yang terbuka. Cari dengan NIK-nya, selesaikan yang lain itu dahulu."
    ),
    "enrolment.own": _l("Ini pendaftaran Anda sendiri. Mintalah petugas lain memutuskannya."),
    "reason.number": _l("Tulis alasannya tanpa NIK atau nomor lain; alasan tersimpan selamanya."),
    "reason.short": _l("Tulis alasannya, paling sedikit %(min)s huruf."),
    "throttle.nik_search": _l("Anda sudah sering mencari dengan NIK. Coba lagi %(minutes)s menit lagi."),
}
