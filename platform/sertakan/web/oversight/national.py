"""The nation's rules as data: every figure with where it stands, how sure we are, and what is still open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel.speaklater import LazyString

from sertakan.localisation import lazy_gettext as _l
from sertakan.regulation.model import Fact, FactKey
from sertakan.regulation.service import national_rules
from sertakan.tenancy.directory import Site
from sertakan.web.access import overseers
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.law import Rule, tell_fact, tell_open_points
from sertakan.web.public.law_words import NATIONAL
from sertakan.web.rendering import paint

blueprint = SiteBlueprint("oversight_rules", __name__, site=Site.OVERSIGHT)
# What a visitor of a regency is not shown has its name here.
_FURTHER: Mapping[FactKey, LazyString] = {
    FactKey.JKK_MINIMUM: _l("Iuran JKK terendah"),
    FactKey.JKK_MAXIMUM: _l("Iuran JKK tertinggi"),
    FactKey.JHT_PERCENT: _l("Iuran hari tua (JHT), tidak termasuk Sertakan"),
    FactKey.GRACE_MONTHS: _l("Tunggakan masih dapat dibayar selama"),
    FactKey.JKK_DEATH_MINIMUM: _l("Santunan meninggal karena kecelakaan kerja, sedikitnya"),
    FactKey.JKK_DEATH_PERIODIC: _l("Santunan berkala karena kecelakaan kerja, dibayar sekaligus"),
    FactKey.JKK_DEATH_FUNERAL: _l("Biaya pemakaman karena kecelakaan kerja"),
    FactKey.JKK_DISABILITY_MULTIPLE: _l("Santunan cacat total tetap"),
    FactKey.JKK_DISABILITY_PERIODIC: _l("Santunan berkala cacat total tetap, dibayar sekaligus"),
    FactKey.JKK_UNABLE_FULL_MONTHS: _l("Pengganti penghasilan penuh selama tidak mampu bekerja"),
    FactKey.JKK_UNABLE_FULL_PERCENT: _l("Pengganti penghasilan pada bulan-bulan itu"),
    FactKey.JKK_UNABLE_LATER_PERCENT: _l("Pengganti penghasilan sesudahnya"),
    FactKey.JKK_HOME_CARE_MAXIMUM: _l("Perawatan di rumah, paling banyak"),
    FactKey.JKK_HOME_CARE_MONTHS: _l("Perawatan di rumah, paling lama"),
    FactKey.JKK_TRANSPORT_LAND: _l("Angkutan darat ke rumah sakit, paling banyak"),
    FactKey.JKK_TRANSPORT_SEA: _l("Angkutan laut ke rumah sakit, paling banyak"),
    FactKey.JKK_TRANSPORT_AIR: _l("Angkutan udara ke rumah sakit, paling banyak"),
    FactKey.JKK_GLASSES: _l("Kacamata, paling banyak"),
    FactKey.SCHOLARSHIP_AGE_LIMIT: _l("Beasiswa, sampai usia"),
    FactKey.CLAIM_REPORT_HOURS: _l("Laporan pertama setelah kecelakaan"),
    FactKey.CLAIM_JKK_PAYMENT_DAYS: _l("Pembayaran JKK setelah berkas lengkap"),
    FactKey.CLAIM_JKM_PAYMENT_DAYS: _l("Pembayaran JKM setelah berkas lengkap"),
}
_NAMES = {**NATIONAL, **_FURTHER}


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedRule:
    """Show one figure with the days on which it holds."""

    rule: Rule
    valid_from: date
    valid_to: date | None


@blueprint.get("/aturan")
@overseers
def show() -> str:
    """Show every national figure and every open question."""
    rules = national_rules()
    return paint(
        "oversight/national.html",
        version=rules.version,
        version_date=rules.version_date,
        rules=list(_rules()),
        open_points=tell_open_points(),
    )


def _rules() -> Iterator[DatedRule]:
    rules = national_rules()
    for key in FactKey:
        for fact in rules.facts[key]:
            yield _dated(tell_fact(rules, str(_NAMES[key]), fact), fact)


def _dated(rule: Rule, fact: Fact) -> DatedRule:
    return DatedRule(rule=rule, valid_from=fact.valid_from, valid_to=fact.valid_to)
