"""Sentences and words about work units, the roll of civil servants, and sheets that list them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "unit.name_taken": _l(
        "Sudah ada unit kerja dengan nama ini. Cari di daftar, termasuk yang sudah ditutup."
    ),
    "unit.code_taken": _l("Kode ini sudah dipakai unit lain."),
    "unit.merge_itself": _l("Pilih unit lain. Sebuah unit tidak dapat digabungkan ke dirinya sendiri."),
    "unit.merge_closed": _l(
        "Unit ini sudah digabungkan, atau unit tujuannya sudah ditutup. Pilih unit yang masih terbuka."
    ),
    "unit.merged": _l("Unit ini sudah digabungkan ke unit lain, jadi tidak dapat dibuka kembali."),
    "count.unreadable": _l("Tulis dengan angka saja, misalnya 1200. Kosongkan bila belum diketahui."),
    "banjar.many": _l("Paling banyak %(most)s nama untuk satu wilayah."),
    "banjar.long": _l("Nama ini terlalu panjang: %(name)s. Paling banyak %(max)s huruf setiap baris."),
    "member.exists": _l("NIP ini sudah ada di daftar ASN. Cari orangnya, lalu ubah di sana."),
    "member.left": _l("Menurut daftar ia sudah tidak bekerja di sini. Catat dulu bahwa ia aktif lagi."),
    "member.same_unit": _l("Ia sudah tercatat di unit itu. Pilih unit lain."),
    "sheet.empty": _l("Pilih berkas yang berisi. Berkas ini kosong, atau belum ada yang dipilih."),
    "sheet.large": _l(
        "Berkas ini terlalu besar. Kirim paling besar %(megabytes)s MB, atau bagi menjadi beberapa berkas."
    ),
    "sheet.heavy": _l(
        "Berkas ini terlalu berat untuk dibaca, biasanya karena ada sel terisi jauh di luar tabel. Salin tabelnya saja"
        " ke berkas baru, lalu kirim lagi."
    ),
    "sheet.kind": _l("Ini bukan lembar kerja. Kirim berkas XLSX, XLS, ODS, atau CSV."),
    "sheet.web_page": _l(
        "Berkas ini sebenarnya halaman web dengan nama XLS. Buka di Excel, simpan sebagai XLSX, lalu kirim lagi."
    ),
    "sheet.macros": _l("Berkas ini berisi makro. Simpan sebagai XLSX biasa tanpa makro, lalu kirim lagi."),
    "sheet.locked": _l("Berkas ini berkata sandi. Simpan tanpa kata sandi, lalu kirim lagi."),
    "sheet.damaged": _l("Berkas ini rusak dan tidak dapat dibaca. Buka di Excel, simpan lagi, lalu kirim."),
    "sheet.rows": _l("Paling banyak %(most)s baris dalam satu berkas. Bagi menjadi beberapa berkas."),
    "sheet.columns": _l("Paling banyak %(most)s kolom. Hapus kolom yang tidak diperlukan, lalu kirim lagi."),
    "sheet.no_rows": _l("Di bawah judul kolom belum ada isinya. Isi satu baris untuk setiap nama."),
    "sheet.units_many": _l(
        "Berkas ini menyebut lebih dari %(most)s unit kerja yang belum dikenal. Masukkan daftar unit kerja dulu, atau"
        " periksa kolom Unit Kerja."
    ),
    "heading.missing_roll": _l(
        "Judul kolom tidak ditemukan. Baris judul harus memuat NIP dan Nama Pegawai; lihat berkas contohnya."
    ),
    "heading.missing_units": _l(
        "Judul kolom tidak ditemukan. Baris judul harus memuat Nama Unit Kerja; lihat berkas contohnya."
    ),
    "import.not_previewed": _l("Pratinjau ini sudah dibuang atau kedaluwarsa. Kirim berkasnya lagi."),
    "import.other_running": _l("Berkas lain sedang dimasukkan. Tunggu sampai selesai, lalu mulai lagi."),
    "import.missing_uncertain": _l(
        "Ada baris yang tidak dapat dibaca, jadi belum pasti siapa yang tidak tercantum. Perbaiki baris itu dan kirim"
        " lagi, atau biarkan yang tidak tercantum."
    ),
    "row.nip_exponent": _l(
        "NIP rusak oleh Excel (tertulis seperti 1,98505E+17). Tiga angka terakhirnya hilang; salin ulang dari sumbernya"
        " sebagai teks."
    ),
    "row.nip_zeros": _l(
        "NIP berakhir 000. Excel menghapus tiga angka terakhirnya; salin ulang dari sumbernya sebagai teks."
    ),
    "row.nip_real": _l(
        "Ruang contoh hanya menerima NIP rekaan yang berakhir 000. Jangan kirim orang sungguhan."
    ),
    "row.name_missing": _l("Nama belum diisi."),
    "row.rank_unknown": _l("Eselon tidak dikenal: %(text)s. Dicatat sebagai bukan eselon II–IV."),
    "row.state_unknown": _l("Status tidak dikenal: %(text)s. Tulis Aktif, Pensiun, Meninggal, atau Pindah."),
    "row.date_unreadable": _l("Tanggal tidak terbaca: %(text)s. Tulis seperti 31/01/2026."),
    "row.date_future": _l("Tanggal ini belum tiba: %(text)s."),
    "row.repeated": _l("Sudah tercantum di baris %(row)s. Hanya baris pertama yang dimasukkan."),
    "row.unit_unknown": _l("Unit kerja belum dikenal: %(unit)s. Pilih di atas."),
    "row.unit_changes": _l("Pindah unit kerja."),
    "row.rank_changes": _l("Eselonnya berubah."),
    "row.state_changes": _l("Keadaannya berubah."),
    "row.name_changes": _l("Cara menulis namanya berubah. Tadinya: %(before)s."),
    "row.name_differs": _l("NIP ini tercatat atas nama lain: %(before)s. Periksa sebelum memasukkan."),
    "row.unit_missing": _l("Nama unit kerja belum diisi."),
    "row.unit_long": _l("Nama unit kerja paling banyak %(max)s huruf."),
    "row.unit_closed": _l("Unit ini sudah ditutup. Buka kembali lewat daftarnya bila masih ada."),
    "row.code_taken": _l("Kodenya sudah dipakai unit lain: %(unit)s."),
    "row.code_changes": _l("Kodenya berubah. Tadinya: %(before)s."),
    "row.head_changes": _l("Kepalanya berubah. Tadinya: %(before)s."),
    "row.asn_count_changes": _l("Jumlah ASN-nya berubah. Tadinya: %(before)s."),
    "row.worker_target_changes": _l("Sasarannya berubah. Tadinya: %(before)s."),
    "row.count_unreadable": _l("Bukan jumlah: %(text)s. Tulis dengan angka saja."),
}

WORDS: Mapping[str, Mapping[str, LazyString]] = {
    "rank": {
        "regency_head": _l("Kepala daerah"),
        "eselon_2": _l("Eselon II"),
        "eselon_3": _l("Eselon III"),
        "eselon_4": _l("Eselon IV"),
        "other": _l("Bukan eselon II–IV"),
    },
    "roll_state": {
        "active": _l("Aktif"),
        "transferred": _l("Pindah ke luar"),
        "retired": _l("Pensiun"),
        "died": _l("Meninggal"),
    },
    "standing": {
        "verified": _l("Terverifikasi"),
        "absent": _l("Belum terverifikasi: NIP tidak ada di daftar"),
        "name_differs": _l("Belum terverifikasi: nama berbeda dari daftar"),
        "transferred": _l("Sudah pindah ke luar"),
        "retired": _l("Sudah pensiun"),
        "died": _l("Sudah meninggal"),
    },
    "standing_follows": {
        "absent": _l(
            "NIP sponsor tidak ada di daftar ASN. Periksa kartu pegawainya, atau tambahkan ke daftar bila benar."
        ),
        "name_differs": _l("NIP sponsor ada di daftar ASN, tetapi atas nama lain. Periksa kartu pegawainya."),
        "transferred": _l(
            "Sponsor pindah ke luar: perlu pengganti untuk pekerjanya, kecuali ia tetap meneruskan."
        ),
        "retired": _l("Sponsor pensiun: perlu pengganti untuk pekerjanya, kecuali ia tetap meneruskan."),
        "died": _l(
            "Sponsor meninggal: perlu pengganti untuk pekerjanya. Hubungi unit kerjanya, bukan keluarganya."
        ),
    },
    "standing_told": {
        "absent": _l(
            "NIP Anda belum ada di daftar pegawai daerah. Pendaftaran pekerja tetap kami proses. Periksa NIP di kartu"
            " pegawai, lalu mintalah bagian kepegawaian unit kerja Anda memeriksa daftarnya."
        ),
        "name_differs": _l(
            "Nama Anda di sini berbeda dari nama di daftar pegawai daerah. Pendaftaran pekerja tetap kami proses."
            " Mintalah bagian kepegawaian unit kerja Anda memeriksa daftarnya, atau hubungi kami."
        ),
        "transferred": _l(
            "Menurut daftar pegawai, Anda sudah pindah tugas ke luar daerah. Perlindungan pekerja berjalan selama"
            " iurannya dibayar. Bila Anda tidak meneruskan, beri tahu kami agar dicarikan sponsor pengganti."
        ),
        "retired": _l(
            "Menurut daftar pegawai, Anda sudah purnatugas. Perlindungan pekerja berjalan selama iurannya dibayar. Bila"
            " Anda tidak meneruskan, beri tahu kami agar dicarikan sponsor pengganti."
        ),
        "died": _l("Data pegawai untuk NIP ini perlu diperiksa. Hubungi kami."),
    },
    "effect": {
        "added": _l("Baru"),
        "changed": _l("Berubah"),
        "unchanged": _l("Tetap"),
        "refused": _l("Ditolak"),
    },
    "import_state": {
        "previewed": _l("Menunggu konfirmasi"),
        "running": _l("Sedang dimasukkan"),
        "done": _l("Selesai"),
        "dropped": _l("Dibuang"),
    },
    "import_kind": {"units": _l("unit kerja"), "roll": _l("daftar ASN")},
}
