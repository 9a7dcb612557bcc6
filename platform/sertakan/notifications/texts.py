"""What messages say: the standard text of each, which a regency may replace by its own in every language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation import speaking
from sertakan.localisation.messages import current_language
from sertakan.notifications.model import Channel, Placeholder, Text
from sertakan.notifications.rules import fill, is_sound
from sertakan.tenancy.document import Messages, MessageTemplate

_VALUE = re.compile(r"%\((\w+)\)s")
_BY_PHONE = (Channel.SMS,)
_BY_LETTER = (Channel.EMAIL,)
_BY_CONTACT = (Channel.EMAIL, Channel.SMS)

_CODE = Placeholder(word="kode", value="code", sample="482913", is_obligatory=True)
_SERVICE = Placeholder(word="layanan", value="service", sample="Sertakan Kabupaten Contoh")
_MINUTES = Placeholder(word="menit", value="minutes", sample="15")
_ADDRESS = Placeholder(word="alamat", value="address", sample="https://contoh.sertakan.test/sponsor/")
_SPONSOR = Placeholder(word="sponsor", value="sponsor", sample="I Made Contoh", is_obligatory=True)
_REGION = Placeholder(word="daerah", value="region", sample="Kabupaten Contoh")
_WORKER = Placeholder(word="pekerja", value="name", sample="Ni Luh Contoh")
_REFERENCE = Placeholder(word="nomor", value="reference", sample="CTH-7K4M-29", is_obligatory=True)
_FIELD = Placeholder(word="isian", value="field", sample="Alamat")
_QUESTION = Placeholder(
    word="pertanyaan", value="question", sample="Di banjar mana pekerja tinggal?", is_obligatory=True
)
_GROUND = Placeholder(word="dasar", value="ground", sample="Data tidak sesuai", is_obligatory=True)
_EXPLANATION = Placeholder(
    word="penjelasan", value="explanation", sample="Usia pada KTP berbeda.", is_obligatory=True
)
_PERSON = Placeholder(word="nama", value="name", sample="Ni Komang Contoh")
_UNTIL = Placeholder(word="batas", value="until", sample="27 November 2026 pukul 10.00 WITA")
_WAY = Placeholder(word="alamat", value="address", sample=_ADDRESS.sample, is_obligatory=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """Describe one message: when it is sent, by which ways, what it says, and with what it is filled."""

    name: str
    label: LazyString
    channels: tuple[Channel, ...]
    placeholders: tuple[Placeholder, ...]
    subject: LazyString | str
    body: LazyString

    @property
    def has_subject(self) -> bool:
        """Tell whether the message can go out as a letter, whose subject is read."""
        return Channel.EMAIL in self.channels


VERIFICATION_CODE = Kind(
    name="verification_code",
    label=_l("Kode untuk mendaftar akun"),
    channels=_BY_CONTACT,
    placeholders=(_CODE, _SERVICE, _MINUTES),
    subject=_l("Kode %(service)s Anda: %(code)s"),
    body=_l(
        "%(code)s adalah kode pendaftaran Anda di %(service)s. Berlaku %(minutes)s menit."
        " Jangan berikan kode ini kepada siapa pun, termasuk petugas."
    ),
)
ACCOUNT_EXISTS = Kind(
    name="account_exists",
    label=_l("Akun sudah ada"),
    channels=_BY_CONTACT,
    placeholders=(_SERVICE, _WAY),
    subject=_l("Anda sudah punya akun di %(service)s"),
    body=_l(
        "Seseorang mencoba membuat akun di %(service)s dengan kontak ini. Akun Anda sudah ada: masuk di"
        " %(address)s. Bila bukan Anda, abaikan pesan ini."
    ),
)
PASSWORD_RESET = Kind(
    name="password_reset",
    label=_l("Kode untuk kata sandi baru"),
    channels=_BY_CONTACT,
    placeholders=(_CODE, _SERVICE, _MINUTES),
    subject=_l("Kode kata sandi %(service)s: %(code)s"),
    body=_l(
        "%(code)s adalah kode untuk membuat kata sandi baru di %(service)s. Berlaku %(minutes)s menit."
        " Jangan berikan kode ini kepada siapa pun, termasuk petugas. Bila bukan Anda yang meminta, abaikan"
        " pesan ini: kata sandi Anda tidak berubah."
    ),
)
NO_ACCOUNT = Kind(
    name="no_account",
    label=_l("Kata sandi baru diminta, akun tidak ada"),
    channels=_BY_CONTACT,
    placeholders=(_SERVICE, _WAY),
    subject=_l("Tidak ada akun dengan kontak ini di %(service)s"),
    body=_l(
        "Seseorang meminta kata sandi baru di %(service)s untuk kontak ini, tetapi tidak ada akun terbuka"
        " dengan kontak ini. Bila itu Anda, coba kontak Anda yang lain di %(address)s. Bila bukan Anda,"
        " abaikan pesan ini."
    ),
)
CONSENT_CODE = Kind(
    name="consent_code",
    label=_l("Kode persetujuan untuk pekerja"),
    channels=_BY_PHONE,
    placeholders=(_CODE, _SPONSOR, _SERVICE, _REGION),
    subject="%(service)s",
    body=_l(
        "%(sponsor)s ingin mendaftarkan Anda dalam program %(service)s %(region)s. Bila Anda setuju, sebutkan kode"
        " %(code)s kepadanya. Bila tidak setuju, abaikan pesan ini."
    ),
)
WORKER_TOLD = Kind(
    name="worker_told",
    label=_l("Pemberitahuan kepada pekerja"),
    channels=_BY_PHONE,
    placeholders=(_CODE, _SPONSOR, _WAY, _SERVICE, _REGION),
    subject="%(service)s",
    body=_l(
        "%(sponsor)s mendaftarkan Anda dalam program %(service)s %(region)s. Yang kami simpan: nama, NIK, tanggal"
        " lahir, alamat, pekerjaan, dan nomor HP. Bukan Anda, atau tidak setuju? Buka %(address)s dan masukkan kode"
        " %(code)s."
    ),
)
APPROVED = Kind(
    name="enrolment_approved",
    label=_l("Pendaftaran disetujui"),
    channels=_BY_CONTACT,
    placeholders=(_REFERENCE, _WORKER, _ADDRESS),
    subject=_l("Pendaftaran %(reference)s disetujui"),
    body=_l(
        "Pendaftaran %(name)s (%(reference)s) disetujui. Selanjutnya petugas meneruskannya ke BPJS"
        " Ketenagakerjaan, lalu Anda menerima kode iuran. Pekerja belum terlindungi sampai iuran pertama"
        " dibayar. Lihat di %(address)s"
    ),
)
RETURNED = Kind(
    name="enrolment_returned",
    label=_l("Kami perlu satu hal lagi"),
    channels=_BY_CONTACT,
    placeholders=(_REFERENCE, _QUESTION, _WAY, _WORKER, _FIELD),
    subject=_l("Kami perlu satu hal lagi untuk %(reference)s"),
    body=_l(
        "Kami perlu satu hal lagi untuk pendaftaran %(name)s (%(reference)s). %(field)s: %(question)s"
        " Jawab di %(address)s"
    ),
)
REJECTED = Kind(
    name="enrolment_rejected",
    label=_l("Pendaftaran belum dapat disetujui"),
    channels=_BY_CONTACT,
    placeholders=(_REFERENCE, _GROUND, _EXPLANATION, _WORKER, _ADDRESS),
    subject=_l("Pendaftaran %(reference)s belum dapat disetujui"),
    body=_l(
        "Pendaftaran %(name)s (%(reference)s) belum dapat disetujui. %(ground)s. %(explanation)s"
        " Bila data keliru, daftarkan lagi dengan data yang benar; bila tidak setuju, hubungi kami."
        " Lihat di %(address)s"
    ),
)
STAFF_INVITATION = Kind(
    name="staff_invitation",
    label=_l("Undangan menjadi petugas"),
    channels=_BY_LETTER,
    placeholders=(_WAY, _PERSON, _SERVICE, _UNTIL),
    subject=_l("Undangan menjadi petugas %(service)s"),
    body=_l(
        "Halo %(name)s. Anda diundang menjadi petugas %(service)s. Buka %(address)s untuk menerima."
        " Tautan ini berlaku sekali saja, sampai %(until)s. Jangan teruskan kepada orang lain. Bila Anda"
        " tidak mengenal undangan ini, abaikan."
    ),
)
FACTORS_RESET = Kind(
    name="factors_reset",
    label=_l("Pengaman kedua dilepas"),
    channels=_BY_CONTACT,
    placeholders=(_SERVICE, _WAY),
    subject=_l("Pengaman kedua akun Anda di %(service)s dilepas"),
    body=_l(
        "Pengaman kedua akun Anda di %(service)s sudah dilepas, dan semua sesi masuk Anda berakhir. Masuk"
        " di %(address)s, lalu pasang yang baru. Bila Anda tidak memintanya, segera hubungi admin."
    ),
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *(VERIFICATION_CODE, ACCOUNT_EXISTS, PASSWORD_RESET, NO_ACCOUNT, CONSENT_CODE),
        *(WORKER_TOLD, APPROVED, RETURNED, REJECTED, STAFF_INVITATION, FACTORS_RESET),
    )
}
"""Every message whose text a regency may replace."""

AWAITED = frozenset({kind.name for kind in (VERIFICATION_CODE, PASSWORD_RESET, CONSENT_CODE)})
"""What somebody waits for this very minute: it leaves on quiet days too."""


def write(kind: Kind, messages: Messages, **values: object) -> Text:
    """Return a message in the language spoken now: in the regency's own words where it has sound ones."""
    own = find_own(kind, messages, current_language())
    if own is not None and is_sound(own.body, own.subject, kind.placeholders):
        filling = {each.word: values[each.value] for each in kind.placeholders}
        subject, body = fill(own.subject, filling), fill(own.body, filling)
    else:
        subject, body = str(kind.subject) % values, str(kind.body) % values
    return Text(subject=subject, body=body, signature=messages.signature)


def find_own(kind: Kind, messages: Messages, language: str) -> MessageTemplate | None:
    """Return the regency's own text of a message in a language."""
    for own in messages.templates:
        if own.template == kind.name and own.language == language:
            return own
    return None


def standard(kind: Kind, language: str) -> tuple[str, str]:
    """Return subject and body of the standard text in a language, with placeholders as a regency writes them."""
    words = {each.value: "{" + each.word + "}" for each in kind.placeholders}
    with speaking(language):
        texts = str(kind.subject), str(kind.body)
    subject, body = (_VALUE.sub(lambda found: words[found[1]], text).replace("%%", "%") for text in texts)
    return subject, body
