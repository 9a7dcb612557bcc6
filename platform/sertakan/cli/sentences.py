"""What the command line says to operators when something is refused, in plain sentences."""

from collections.abc import Mapping

from sertakan.kernel.refusal import Refusal

_SENTENCES: Mapping[str, str] = {
    "roles.exist": (
        "Peran-peran itu sudah ada di server ini. Membuatnya lagi mengganti sandinya, dan layanan yang berjalan akan"
        " terputus. Bila memang itu maksudnya: sertakan db roles --sandi-baru."
    ),
    "settings.missing": "Variabel %(variable)s belum diisi. Lihat docs/operate.md, bagian Pengaturan.",
    "settings.weak": "Isi %(variable)s terlalu mudah ditebak. Buat yang acak: docs/operate.md, bagian Rahasia.",
    "settings.unreadable": "Isi %(variable)s tidak dapat dibaca. Periksa bentuknya di docs/operate.md.",
    "settings.domain_differs": (
        "SERTAKAN_PUBLIC_URL menyebut domain %(found)s, sedangkan SERTAKAN_BASE_DOMAIN %(domain)s. Samakan, atau"
        " kosongkan SERTAKAN_BASE_DOMAIN."
    ),
    "database.behind": (
        "Database belum berada pada rilis ini (%(found)s, seharusnya %(expected)s)."
        " Isi SERTAKAN_OWNER_URL, lalu jalankan: sertakan db migrate"
    ),
    "port.taken": "Port %(port)s sedang dipakai program lain. Pilih yang lain dengan PORT, misalnya: PORT=%(next)s make run",
    "port.forbidden": "Port %(port)s tidak boleh dipakai oleh pengguna ini. Pilih PORT di atas 1023.",
    "port.unreal": "PORT harus antara 1 dan 65535, bukan %(port)s.",
    "keys.missing": "Kunci sebuah ruang tidak ditemukan. Pulihkan database dari cadangan; jangan membuat kunci baru.",
    "keys.closed": (
        "Kunci ruang nomor %(tenant_id)s tidak terbuka dengan kunci lama maupun baru."
        " Periksa SERTAKAN_OLD_DATA_KEY. Ruang sebelumnya sudah selesai dan tidak diulang."
    ),
    "seal.broken": (
        "Data pada %(table)s tidak dapat dibuka. SERTAKAN_DATA_KEY bukan kunci yang dahulu dipakai,"
        " atau data itu pernah diubah dari luar."
    ),
    "tenant.unknown": "Tidak ada ruang bernama %(slug)s. Daftarnya: sertakan tenant list",
    "tenant.exists": "Ruang %(slug)s sudah ada.",
    "tenant.suspended": "Ruang %(slug)s sudah dihentikan. Membukanya kembali: sertakan tenant resume %(slug)s",
    "tenant.not_suspended": "Ruang %(slug)s tidak sedang dihentikan; keadaannya %(state)s.",
    "reason.short": "Tulis alasan yang dapat dipahami pengunjung, paling sedikit %(min)s huruf.",
    "reason.long": "Alasannya %(length)s huruf; paling banyak %(max)s.",
    "reason.number": "Tulis alasannya tanpa NIK atau nomor seseorang; semua pengunjung membacanya.",
    "tenant.reserved": "Nama %(slug)s dipakai oleh Sertakan sendiri dan tidak dapat menjadi nama ruang.",
    "tenant.folder_differs": "Berkas di tenants/%(folder)s menyebut slug %(slug)s. Samakan keduanya.",
    "bundle.unreadable": "Berkas ini bukan arsip yang ditulis oleh sertakan tenant export --paket.",
    "bundle.large": "Arsip ini terlalu besar: paling banyak %(megabytes)s MB.",
    "bundle.document_missing": "Di dalam arsip ini tidak ada %(name)s.",
    "bundle.file_missing": "Berkas %(name)s disebut oleh dokumen, tetapi tidak ditemukan.",
    "bundle.file_altered": "Berkas %(name)s berbeda dari yang disebut oleh dokumen.",
    "region.unknown": "Tidak ada kabupaten atau kota berkode %(region)s.",
    "revision.unknown": "Revisi %(number)s tidak ada.",
    "grant.region_unknown": "Tidak ada kecamatan atau desa berkode %(region)s di ruang ini.",
    "grant.scope_missing": "Peran %(role)s memerlukan --scope: unit kerja, kecamatan, atau desa.",
    "work_unit.unknown": "Tidak ada unit kerja bernama %(name)s di ruang ini.",
    "account.exists": "Surel ini sudah punya akun.",
    "account.unknown": "Surel ini tidak punya akun.",
    "email.shape": "Alamat surel ditulis seperti nama@contoh.id.",
    "password.short": "Kata sandi terdiri dari paling sedikit %(min)s huruf atau angka.",
    "password.common": "Kata sandi ini terlalu mudah ditebak.",
    "password.personal": "Kata sandi ini terlalu dekat dengan nama atau surelnya.",
    "demo.off": "Perintah ini hanya untuk mode contoh. Jalankan dengan SERTAKAN_DEMO=1.",
    "demo.outside": "Database ini bukan yang tertanam. Buang sendiri database contohnya, lalu: sertakan db migrate",
    "demo.running": "Sertakan sedang berjalan dengan data ini. Hentikan dahulu (Ctrl-C), lalu ulangi.",
    "demo.live_space": "Database ini memuat ruang yang pernah dibuka untuk umum. Ia tidak dibuang.",
}


def sentence_for(error: Exception) -> str:
    """Return why something was refused; where no sentence is written, the fault in its own words."""
    if isinstance(error, Refusal) and error.code == "document.invalid":
        # Late: a command that meets no faulty document need not wait for what reads documents.
        from sertakan.cli.document_sentences import sentences_for

        return "\n".join(sentences_for(error))
    if isinstance(error, Refusal) and error.code in _SENTENCES:
        return _SENTENCES[error.code] % error.params
    return str(error)
