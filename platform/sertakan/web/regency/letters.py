"""What the sponsor is written about a decision, in the language that visitors meet first here."""

from collections.abc import Callable

from sertakan.enrolment.model import Enrolment
from sertakan.localisation import gettext as _
from sertakan.localisation import speaking
from sertakan.notifications.model import Text
from sertakan.web.links import address_here
from sertakan.web.own_answers import field_word
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

Write = Callable[[Enrolment], Text]


def _spoken(write: Write) -> Write:
    def written(enrolment: Enrolment) -> Text:
        with speaking(visit().regency.languages.default):
            return write(enrolment)

    return written


def _address() -> str:
    return address_here("/sponsor/")


@_spoken
def approved(enrolment: Enrolment) -> Text:
    """Tell that an enrolment was approved and what comes next."""
    return Text(
        subject=_("Pendaftaran %(reference)s disetujui", reference=enrolment.reference),
        body=_(
            "Pendaftaran %(name)s (%(reference)s) disetujui. Selanjutnya petugas meneruskannya ke BPJS"
            " Ketenagakerjaan, lalu Anda menerima kode iuran. Pekerja belum terlindungi sampai iuran pertama"
            " dibayar. Lihat di %(address)s",
            name=enrolment.worker_name,
            reference=enrolment.reference,
            address=_address(),
        ),
    )


def returned(field: str, question: str) -> Write:
    """Return how to tell that one thing more is needed."""

    @_spoken
    def write(enrolment: Enrolment) -> Text:
        return Text(
            subject=_("Kami perlu satu hal lagi untuk %(reference)s", reference=enrolment.reference),
            body=_(
                "Kami perlu satu hal lagi untuk pendaftaran %(name)s (%(reference)s). %(field)s: %(question)s"
                " Jawab di %(address)s",
                name=enrolment.worker_name,
                reference=enrolment.reference,
                field=field_word(field),
                question=question,
                address=_address(),
            ),
        )

    return write


def rejected(code: str, explanation: str) -> Write:
    """Return how to tell that an enrolment cannot be approved, and why."""

    @_spoken
    def write(enrolment: Enrolment) -> Text:
        return Text(
            subject=_("Pendaftaran %(reference)s belum dapat disetujui", reference=enrolment.reference),
            body=_(
                "Pendaftaran %(name)s (%(reference)s) belum dapat disetujui. %(ground)s. %(explanation)s"
                " Bila data keliru, daftarkan lagi dengan data yang benar; bila tidak setuju, hubungi kami."
                " Lihat di %(address)s",
                name=enrolment.worker_name,
                reference=enrolment.reference,
                ground=word_for("rejection", code),
                explanation=explanation,
                address=_address(),
            ),
        )

    return write
