"""What the task list says of units, villages and the roll."""

from sertakan.apparatus.service import roll, villages
from sertakan.apparatus.service import units as unit_service
from sertakan.identity.permissions import Permission
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.regency.configuring.units.clerk import BASE
from sertakan.web.visit import visit


def _units() -> Standing:
    units = [unit for unit in unit_service.list_units(visit().tenant.id) if unit.is_open]
    if not units:
        return Standing(
            condition=Condition.EMPTY, missing=_("Belum ada unit kerja untuk dipilih saat mendaftar.")
        )
    without_target = sum(unit.worker_target is None for unit in units)
    if without_target:
        told = _("%(count)s dari %(all)s unit belum punya sasaran.", count=without_target, all=len(units))
        return Standing(condition=Condition.INCOMPLETE, missing=told)
    return Standing(condition=Condition.COMPLETE)


def _villages() -> Standing:
    known = villages.list_villages(visit().tenant.id)
    return Standing(condition=Condition.COMPLETE if known else Condition.EMPTY)


def _roll() -> Standing:
    return Standing(condition=Condition.COMPLETE if roll.has_roll(visit().tenant.id) else Condition.EMPTY)


SECTIONS = (
    Section(
        side=Side.ROWS,
        title=_l("Unit kerja"),
        summary=_l("Perangkat daerah, kepalanya, jumlah ASN, dan sasaran pekerja."),
        path=BASE,
        permission=Permission.EDIT_UNITS,
        standing=_units,
    ),
    Section(
        side=Side.ROWS,
        title=_l("Sasaran tiap wilayah"),
        summary=_l("Sasaran pekerja dan nama lingkungan terkecil di setiap wilayah."),
        path=f"{BASE}/desa",
        permission=Permission.EDIT_UNITS,
        standing=_villages,
    ),
    Section(
        side=Side.ROWS,
        title=_l("Daftar ASN"),
        summary=_l(
            "Boleh ada, boleh tidak. Dengan daftar ini sponsor ASN terverifikasi dan keikutsertaan terhitung."
        ),
        path=f"{BASE}/asn",
        permission=Permission.EDIT_UNITS,
        standing=_roll,
    ),
)
