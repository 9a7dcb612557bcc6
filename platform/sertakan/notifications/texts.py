"""What messages say, in the language that is spoken while they are written."""

from sertakan.localisation import gettext as _
from sertakan.notifications.model import Text

CODE = "verification_code"
KNOWN = "account_exists"
RESET = "password_reset"


def verification_code(code: str, *, service_name: str, minutes: int) -> Text:
    """Tell the six digits that prove a contact."""
    return Text(
        subject=_("Kode %(service)s Anda: %(code)s", service=service_name, code=code),
        body=_(
            "%(code)s adalah kode pendaftaran Anda di %(service)s. Berlaku %(minutes)s menit."
            " Jangan berikan kode ini kepada siapa pun, termasuk petugas.",
            code=code,
            service=service_name,
            minutes=minutes,
        ),
    )


def account_exists(*, service_name: str, address: str) -> Text:
    """Tell that this contact already has an account."""
    return Text(
        subject=_("Anda sudah punya akun di %(service)s", service=service_name),
        body=_(
            "Seseorang mencoba mendaftar di %(service)s dengan kontak ini. Akun Anda sudah ada: masuk di"
            " %(address)s. Bila bukan Anda, abaikan pesan ini.",
            service=service_name,
            address=address,
        ),
    )


def reset_code(code: str, *, service_name: str, minutes: int) -> Text:
    """Tell the six digits that allow a new password."""
    return Text(
        subject=_("Kode kata sandi %(service)s: %(code)s", service=service_name, code=code),
        body=_(
            "%(code)s adalah kode untuk membuat kata sandi baru di %(service)s. Berlaku %(minutes)s menit."
            " Jangan berikan kode ini kepada siapa pun, termasuk petugas. Bila bukan Anda yang meminta, abaikan"
            " pesan ini: kata sandi Anda tidak berubah.",
            code=code,
            service=service_name,
            minutes=minutes,
        ),
    )


def no_account(*, service_name: str, address: str) -> Text:
    """Tell that no open account is reached by this contact."""
    return Text(
        subject=_("Tidak ada akun dengan kontak ini di %(service)s", service=service_name),
        body=_(
            "Seseorang meminta kata sandi baru di %(service)s untuk kontak ini, tetapi tidak ada akun terbuka"
            " dengan kontak ini. Bila itu Anda, coba kontak Anda yang lain di %(address)s. Bila bukan Anda,"
            " abaikan pesan ini.",
            service=service_name,
            address=address,
        ),
    )
