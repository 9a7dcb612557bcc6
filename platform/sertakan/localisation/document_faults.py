"""Say each fault of a regency's document in a sentence: to the operator with its file, to an admin at its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from flask_babel.speaklater import LazyString

from sertakan.localisation.document_labels import name_of
from sertakan.localisation.formats import format_date
from sertakan.localisation.messages import LANGUAGES
from sertakan.localisation.messages import lazy_gettext as _l
from sertakan.tenancy.document_file import DocumentError

SENTENCES: Mapping[str, LazyString] = {
    "document.unreadable": _l("Berkas ini tidak dapat dibaca (%(reason)s). Periksa nama dan izinnya."),
    "document.too_large": _l("Dokumen ini lebih besar dari %(largest)s byte. Ringkas isinya."),
    "document.not_utf8": _l("Baris %(line)s bukan teks UTF-8. Simpan dokumennya sebagai UTF-8."),
    "document.nul_byte": _l("Baris %(line)s memuat byte kosong. Hapus, lalu simpan lagi."),
    "document.not_toml": _l(
        "Baris %(line)s, huruf ke-%(column)s, tidak dapat dibaca sebagai TOML (%(reason)s). Periksa tanda kutip dan"
        " kurungnya."
    ),
    "document.beyond_limits": _l("Dokumen ini terlalu rumit untuk dibaca (%(reason)s). Sederhanakan isinya."),
    "document.missing": _l("Ini belum diisi. Tambahkan isinya."),
    "document.unknown_name": _l("Nama ini tidak dikenal. Periksa ejaannya, atau hapus."),
    "document.not_offered": _l("Isi ini tidak ada dalam pilihan. Pilih %(expected)s."),
    "document.wrong_type": _l("Jenis isinya keliru. Tulis %(expected)s."),
    "document.wrong_form": _l("Bentuk isinya keliru. Tulis seperti %(example)s."),
    "document.too_short": _l("Isinya terlalu pendek. Tulis paling sedikit %(min_length)s huruf."),
    "document.too_long": _l("Isinya terlalu panjang. Tulis paling banyak %(max_length)s huruf."),
    "document.too_few": _l("Daftar ini kosong. Sebut paling sedikit %(minimum)s."),
    "document.too_many": _l("Daftar ini terlalu panjang. Sebut paling banyak %(max_length)s."),
    "document.too_small": _l("Angkanya terlalu kecil. Tulis %(ge)s atau lebih."),
    "document.too_big": _l("Angkanya terlalu besar. Tulis %(le)s atau kurang."),
    "text.control_character": _l(
        "Huruf ke-%(place)s adalah tanda yang tidak terlihat. Hapus, lalu ketik ulang."
    ),
    "text.outer_space": _l("Ada spasi di awal atau di akhir. Hapus spasinya."),
    "list.repeated": _l("%(value)s disebut lebih dari sekali. Hapus yang berlebih."),
    "date.before": _l("Tanggal ini lebih awal dari %(other)s. Tulis %(earliest)s atau sesudahnya."),
    "colour.contrast": _l(
        "Tulisan putih pada warna %(colour)s sulit dibaca (kontras %(ratio)s, perlu %(needed)s). Pilih warna yang lebih"
        " gelap."
    ),
    "languages.default_not_offered": _l(
        "Bahasa %(language)s tidak ada dalam bahasa yang ditawarkan. Tambahkan di sana, atau pilih yang lain."
    ),
    "programme.ages_crossed": _l("Batas usia atas harus lebih dari usia paling muda, %(minimum)s tahun."),
    "identity.slug_reserved": _l("Nama %(slug)s dipakai oleh Sertakan sendiri. Pilih nama lain."),
    "identity.slug_differs": _l("Foldernya bernama %(folder)s. Samakan nama ini dengan nama foldernya."),
    "identity.kind_differs_from_code": _l(
        "Ini tidak cocok dengan kode wilayah %(region_code)s: kode kota diawali 71 atau lebih sesudah titik."
    ),
    "identity.demo_needs_trial": _l("Ruang peragaan harus berkeadaan awal trial. Samakan keduanya."),
    "regulation.year_missing": _l("Nomor peraturan sudah ada, tahunnya belum. Isi tahunnya."),
    "regulation.number_missing": _l("Tahun peraturan sudah ada, nomornya belum. Isi nomornya."),
    "clause.unknown_parameter": _l(
        "Tidak ada hal bernama %(parameter)s. Periksa ejaannya di tenants/README.md."
    ),
    "clause.cited_and_uncited": _l(
        "Pasal dan tanda belum bersitasi tidak dapat bersamaan. Hapus salah satu."
    ),
    "clause.pasal_missing": _l("Isi pasalnya, atau beri tanda belum bersitasi."),
    "clause.overlap": _l(
        "%(parameter)s sudah diatur rujukan nomor %(other)s untuk hari yang sama. Ubah masa berlakunya, atau hapus salah"
        " satu."
    ),
    "consent.text_missing": _l(
        "Teks persetujuan dalam %(language)s belum ada, padahal bahasanya ditawarkan."
    ),
    "regulation.text_not_pdf": _l("Naskah peraturan harus berupa PDF. Unggah berkas PDF-nya."),
    "branding.not_balinese": _l(
        "Huruf ke-%(place)s bukan Aksara Bali. Salin naskah yang sudah diperiksa, tanpa huruf Latin."
    ),
    "branding.not_a_picture": _l("Ini harus gambar PNG atau SVG. Unggah gambarnya."),
    "programme.minimum_repeated": _l(
        "Kelompok yang sama sudah punya jumlah paling sedikit pada nomor %(other)s. Ubah atau hapus salah satu."
    ),
    "question.key_repeated": _l("Kunci ini sudah dipakai pertanyaan nomor %(other)s. Pilih kunci lain."),
    "question.option_repeated": _l("Nilai ini sudah dipakai pilihan nomor %(other)s. Pilih nilai lain."),
    "question.options_missing": _l(
        "Pertanyaan ini memilih dari daftar. Sebut paling sedikit %(minimum)s pilihan."
    ),
    "question.options_unwanted": _l(
        "Pertanyaan jenis ini tidak punya pilihan. Hapus pilihannya, atau ganti jenisnya."
    ),
    "rule_test.expects_nothing": _l("Tulis apa yang seharusnya: biayanya, atau boleh tidaknya ikut."),
    "rule_test.name_repeated": _l("Nama ini sudah dipakai uji nomor %(other)s. Beri nama lain."),
    "messages.template_repeated": _l(
        "Pesan ini sudah punya teks dalam bahasa yang sama pada nomor %(other)s. Hapus salah satu."
    ),
    "sentence.unknown": _l(
        "Kalimat ini tidak dikenal di rilis ini. Unduh berkasnya lagi, lalu pindahkan perubahan Anda."
    ),
    "sentence.percent": _l("Tanda persen ditulis dua kali: %%%%. Satu tanda persen saja tidak dapat dibaca."),
    "sentence.placeholder_unknown": _l(
        "Kalimat aslinya tidak punya isian bernama %(name)s. Pakai isian yang ada pada kalimat aslinya, apa adanya."
    ),
    "sentence.repeated": _l(
        "Kalimat ini sudah diganti dalam bahasa yang sama pada nomor %(other)s. Hapus salah satu."
    ),
}
"""What each code says; its placeholders are the fault's particulars, in words."""

UNKNOWN = _l("Isi ini belum dapat dipakai. Bandingkan dengan tenants/README.md.")

_KINDS: Mapping[str, LazyString] = {
    "int": _l("bilangan bulat, misalnya 12"),
    "int_from_float": _l("bilangan bulat, misalnya 12"),
    "string": _l("teks di antara tanda kutip"),
    "bool": _l("true atau false"),
    "date": _l("tanggal seperti 2026-11-22"),
    "tuple": _l("daftar di antara kurung siku"),
    "model": _l("bagian dengan isinya sendiri"),
}
_SAME = _l("Isi ini")
_OTHER_KIND = _l("jenis isi seperti pada tenants/README.md")

EXAMPLES: Mapping[str, str] = {
    "identity.slug": "gianyar",
    "identity.region_code": "51.04",
    "identity.reference_prefix": "GIA",
    "identity.own_domain": "sertakan.contoh.go.id",
    "regulation.number": "33",
    "regulation.replaces": "55/2018",
    "regulation.amends": "55/2018",
    "regulation.text.sha256": "64 angka dan huruf a sampai f",
    "branding.logo_file.sha256": "64 angka dan huruf a sampai f",
    "branding.favicon_file.sha256": "64 angka dan huruf a sampai f",
    "form.questions.key": "nama_kelompok",
    "form.questions.options.value": "ya",
    "rule_tests.month": "2026-11",
    "rule_tests.occupation": "pedagang",
    "consent.version": "2026-11",
    "programme.occupations_allowed": "pedagang",
    "branding.primary": "#1d3557",
    "branding.link": "#1d4f91",
    "branding.button": "#1d3557",
    "branding.logo": "logo.svg",
    "contacts.phone": "(0361) 000000",
    "contacts.email": "kantor@contoh.go.id",
    "contacts.dpo_email": "kantor@contoh.go.id",
    "contacts.branch_phone": "175",
}
"""How to write a value whose form is fixed, by the path of its field."""

_PLACES = re.compile(r"\[\d+\]")


def sentence_of(fault: DocumentError) -> str:
    """Return what is wrong at a field and what to do, without saying which field it is."""
    if fault.code not in SENTENCES:
        return str(UNKNOWN)
    told: dict[str, object] = {"example": EXAMPLES.get(_PLACES.sub("", fault.path), "")}
    told |= {name: _IN_WORDS.get(name, _plainly)(value) for name, value in fault.params.items()}
    if fault.code == "document.too_few":
        told.setdefault("minimum", told.get("min_length", "1"))
    return str(SENTENCES[fault.code]) % told


def _plainly(value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _expected(value: object) -> str:
    """Return a choice in words: a kind of value, or all that is offered."""
    kind = str(value)
    if "'" in kind or kind[:1].isdigit():
        return kind.replace("'", "").replace(" or ", ", ")
    return str(_KINDS.get(kind, _OTHER_KIND))


def _language(value: object) -> str:
    return LANGUAGES.get(str(value), str(value))


def _field(value: object) -> str:
    return name_of(str(value))


def _value(value: object) -> str:
    return str(value) if isinstance(value, str | int) else str(_SAME)


def _place(value: object) -> str:
    # The file counts from nothing; people count from one.
    return str(int(str(value)) + 1) if str(value).isdigit() else _field(value)


_IN_WORDS: Mapping[str, Callable[[object], str]] = {
    "expected": _expected,
    "language": _language,
    "other": _place,
    "parameter": _field,
    "value": _value,
}
