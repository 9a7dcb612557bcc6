"""What workers are told, in the language spoken while the sponsor enrols them."""

from sertakan.localisation import gettext as _
from sertakan.notifications.model import Text
from sertakan.tenancy.document import RegencyDocument


def consent_code(code: str, *, sponsor: str, document: RegencyDocument) -> Text:
    """Tell a worker the six digits by which to agree."""
    return Text(
        subject=document.branding.service_name,
        body=_(
            "%(sponsor)s ingin mendaftarkan Anda dalam program %(service)s %(region)s. Bila Anda setuju, sebutkan kode"
            " %(code)s kepadanya. Bila tidak setuju, abaikan pesan ini.",
            sponsor=sponsor,
            service=document.branding.service_name,
            region=document.full_name,
            code=code,
        ),
    )


def worker_told(code: str, *, sponsor: str, address: str, document: RegencyDocument) -> Text:
    """Tell a worker who enrolled them, and how to say no."""
    return Text(
        subject=document.branding.service_name,
        body=_(
            "%(sponsor)s mendaftarkan Anda dalam program %(service)s %(region)s. Yang kami simpan: nama, NIK, tanggal"
            " lahir, alamat, pekerjaan, dan nomor HP. Bukan Anda, atau tidak setuju? Buka %(address)s dan masukkan kode"
            " %(code)s.",
            sponsor=sponsor,
            service=document.branding.service_name,
            region=document.full_name,
            address=address,
            code=code,
        ),
    )
