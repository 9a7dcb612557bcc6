"""Sentences for what can go wrong while a regency changes how it shows itself and speaks."""

from sertakan.localisation import lazy_gettext as _l

SENTENCES = {
    "house.changed_since": _l(
        "Isian ini sudah diubah lagi sesudah revisi itu, maka tidak dapat dikembalikan begitu saja. Kembalikan"
        " perubahan yang lebih baru dahulu, atau ubah isiannya langsung."
    ),
    "house.nothing_to_undo": _l("Tidak ada lagi yang perlu dikembalikan dari revisi %(number)s."),
    "colour.form": _l("Tulis warna dengan enam angka atau huruf, misalnya #1d3557."),
    "drawing.large": _l("SVG ini lebih besar dari %(kilobytes)s kB. Sederhanakan gambarnya."),
    "drawing.unreadable": _l("SVG ini tidak dapat dibaca. Ekspor ulang dari program gambarnya."),
    "drawing.entities": _l(
        "SVG ini memuat definisi dokumen (DOCTYPE atau ENTITY). Ekspor sebagai SVG polos."
    ),
    "drawing.active": _l(
        "SVG ini memuat %(what)s, yang dapat bergerak atau memuat hal lain. Ekspor sebagai SVG polos tanpa bagian itu."
    ),
    "drawing.outside": _l(
        "SVG ini merujuk ke luar gambarnya sendiri. Hapus rujukannya, atau ekspor sebagai SVG polos."
    ),
    "drawing.unknown": _l(
        "SVG ini memuat %(what)s, yang belum dapat kami gambar ulang. Ubah menjadi bentuk biasa, atau kirim PNG."
    ),
    "drawing.styled": _l(
        "Gaya di dalam SVG ini terlalu rumit. Ekspor dengan gaya sebagai atribut, atau kirim PNG."
    ),
    "drawing.tangled": _l("SVG ini terlalu rumit. Sederhanakan gambarnya, atau kirim PNG."),
    "drawing.empty": _l("SVG ini tidak memuat bentuk apa pun. Pilih berkas lain."),
    "picture.missing": _l("Pilih berkas gambarnya lebih dahulu."),
    "picture.kind": _l("Ini bukan PNG atau SVG. Pilih berkas gambar lain."),
    "picture.large": _l("Gambar ini lebih besar dari %(kilobytes)s kB. Perkecil ukurannya."),
    "picture.dimensions": _l(
        "Tiap sisi gambar harus %(shortest)s sampai %(longest)s piksel. Ubah ukurannya, lalu kirim lagi."
    ),
    "picture.not_square": _l(
        "Gambar ini %(width)s × %(height)s piksel. Potong menjadi bujur sangkar, lalu kirim lagi."
    ),
    "domain.form": _l("Tulis domain saja, misalnya sertakan.contoh.go.id."),
    "domain.ours": _l("Domain %(base)s dan di bawahnya milik Sertakan. Tulis domain daerah Anda sendiri."),
    "domain.unknown": _l(
        "%(host)s belum dikenal di internet. Minta pengelola domain mengarahkannya ke %(expected)s, tunggu sampai"
        " berlaku, lalu coba lagi."
    ),
    "domain.elsewhere": _l(
        "%(host)s mengarah ke %(found)s, bukan hanya ke %(expected)s. Minta pengelola domain membetulkannya, lalu"
        " coba lagi."
    ),
    "domain.taken": _l("%(host)s sudah dipakai. Tulis domain lain, atau hubungi pengelola sistem."),
    "template.unknown_placeholder": _l(
        "%(placeholder)s tidak dikenal dalam pesan ini. Pakai hanya isian dari daftar, dengan ejaan yang sama."
    ),
    "template.loose_brace": _l("Ada kurung kurawal tanpa pasangan. Lengkapi atau hapus."),
    "template.placeholder_missing": _l(
        "%(placeholder)s wajib ada dalam pesan ini. Tanpa itu penerima tidak dapat melanjutkan."
    ),
}
