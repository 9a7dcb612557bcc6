"""The sections of the law part on the task list, each with what its draft lacks."""

from collections.abc import Callable

from sertakan.configuration.model import Weight
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.web.regency.configuring.law.drafted import DRAFT, PATHS, drafted, problem_sentence, problems_of
from sertakan.web.regency.configuring.law.revisions import REVISIONS
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing


def standing_of(section: str) -> Callable[[], Standing]:
    """Return how a section of the law part stands, asked when the task list is shown."""

    def stand() -> Standing:
        lacking = [problem for problem in problems_of(section) if problem.weight is not Weight.ADVICE]
        if not lacking:
            return Standing(condition=Condition.COMPLETE)
        is_empty = section == "rule_tests" and not drafted().sections[section].values
        condition = Condition.EMPTY if is_empty else Condition.INCOMPLETE
        return Standing(condition=condition, missing=problem_sentence(lacking[0]))

    return stand


def _draft_standing() -> Standing:
    now = drafted()
    if now.draft is None:
        return Standing(condition=Condition.COMPLETE, missing=_("Tidak ada draf yang terbuka."))
    told = (
        _("Menunggu persetujuan: %(count)s hal berubah.", count=now.count)
        if now.is_submitted
        else _("Draf revisi %(number)s, %(count)s hal berubah.", number=now.next_number, count=now.count)
    )
    return Standing(condition=Condition.INCOMPLETE, missing=told)


def _complete() -> Standing:
    return Standing(condition=Condition.COMPLETE)


SECTIONS = (
    Section(
        side=Side.LAW,
        title=_l("Peraturan"),
        summary=_l("Nomor, tanggal, naskah PDF, dan hubungannya dengan peraturan lain"),
        path=PATHS["regulation"],
        permission=Permission.SEE_SETTINGS,
        standing=standing_of("regulation"),
    ),
    Section(
        side=Side.LAW,
        title=_l("Program"),
        summary=_l("Siapa, berapa, pekerja mana, uang dari mana"),
        path=PATHS["programme"],
        permission=Permission.SEE_SETTINGS,
        standing=standing_of("programme"),
    ),
    Section(
        side=Side.LAW,
        title=_l("Persetujuan pekerja"),
        summary=_l("Teks dalam tiap bahasa dan cara menyetujui"),
        path=PATHS["consent"],
        permission=Permission.SEE_SETTINGS,
        standing=standing_of("consent"),
    ),
    Section(
        side=Side.LAW,
        title=_l("Daftar pasal"),
        summary=_l("Pasal, ayat, dan kutipan untuk tiap hal"),
        path=PATHS["clauses"],
        permission=Permission.SEE_SETTINGS,
        standing=standing_of("clauses"),
    ),
    Section(
        side=Side.LAW,
        title=_l("Uji aturan"),
        summary=_l("Contoh yang harus cocok pada setiap pemeriksaan"),
        path=PATHS["rule_tests"],
        permission=Permission.SEE_SETTINGS,
        standing=standing_of("rule_tests"),
    ),
    Section(
        side=Side.LAW,
        title=_l("Draf, pemeriksaan, dan persetujuan"),
        summary=_l("Apa yang berubah, apa yang menghalangi, dan siapa yang memutuskan"),
        path=DRAFT,
        permission=Permission.SEE_SETTINGS,
        standing=_draft_standing,
    ),
    Section(
        side=Side.LAW,
        title=_l("Revisi hukum"),
        summary=_l("Yang terjadwal, berlaku, dan digantikan; kembali ke revisi lama"),
        path=REVISIONS,
        permission=Permission.SEE_SETTINGS,
        standing=_complete,
    ),
)
