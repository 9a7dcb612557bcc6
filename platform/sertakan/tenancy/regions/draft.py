"""Write the first draft of any regency's document, so that a new space starts with words that fit."""

from datetime import date
from typing import Final

from sertakan.tenancy.document import (
    Branding,
    Calendar,
    Clause,
    Consent,
    Identity,
    LanguageTexts,
    Messages,
    OwnWords,
    Programme,
    QuietDay,
    RegencyDocument,
    Zone,
    words_for,
)
from sertakan.tenancy.document.words import BALI
from sertakan.tenancy.regions.loader import Region
from sertakan.tenancy.regions.slugs import reference_prefix_for, slug_for

CONSENT_VERSION: Final = "2026-11"

_CONSENT_ID = """\
Saya setuju didaftarkan sebagai peserta BPJS Ketenagakerjaan (Jaminan Kecelakaan Kerja dan Jaminan Kematian) \
melalui program Sertakan {region}.
Untuk itu nama, NIK, tanggal lahir, alamat, dan pekerjaan saya dipakai oleh Pemerintah {region} dan diteruskan \
ke BPJS Ketenagakerjaan. Orang yang mendaftarkan saya dapat melihat nama saya, sebagian NIK, dan status iuran.
Saya boleh menarik persetujuan ini kapan saja, dan boleh meminta melihat atau memperbaiki data saya."""

# Written with the glossary, not yet reviewed by a speaker; tenants/README.md says so.
_CONSENT_BAN = """\
Titiang cumpu kadaptarang dados pamilet BPJS Ketenagakerjaan (Jaminan Kecelakaan Kerja miwah Jaminan Kematian) \
nganggén program Sertakan {region}.
Antuk punika wastan titiang, NIK, tanggal embas, alamat, miwah pakaryan titiang kaanggén olih Pamerintah {region} \
tur kakirim ring BPJS Ketenagakerjaan. Sang sané naptarang titiang prasida nyingakin wastan titiang, \
sebagian NIK, miwah status iuran.
Titiang dados ngwangdéang kacumpuan puniki ring galah napi ugi, tur dados nunas mangda prasida nyingakin \
utawi mecikang data titiang."""

_EASTERN_PROVINCES = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})
_CENTRAL_PROVINCES = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_NYEPI = QuietDay(day=date(2027, 3, 8), name="Hari Suci Nyepi")
_UNCITED = tuple(
    Clause(parameter=f"programme.{parameter}", uncited=True) for parameter in Programme.model_fields
)


def default_document(region: Region) -> RegencyDocument:
    """Return the draft with which a region begins: no number, cautious values, nothing cited."""
    own_words = _own_words(region)
    full_name = f"{words_for(region.kind, region.province_code, own_words).region_kind} {region.name}"
    return RegencyDocument(
        identity=Identity(
            slug=slug_for(region),
            region_code=region.code,
            kind=region.kind,
            name=region.name,
            timezone=zone_for(region.province_code),
            reference_prefix=reference_prefix_for(region),
        ),
        consent=_consent(full_name),
        clauses=_UNCITED,
        own_words=own_words,
        branding=Branding(display_name=full_name, tagline="Sejahterakan Pekerja Sekitar Anda"),
        calendar=Calendar(quiet_days=(_NYEPI,) if region.province_code == BALI else ()),
        messages=Messages(sender_name=f"Sertakan {region.name}", signature=f"Sertakan {full_name}"),
    )


def zone_for(province_code: str) -> Zone:
    """Return the time zone of a province: WIB, WITA or WIT."""
    if province_code in _EASTERN_PROVINCES:
        return "Asia/Jayapura"
    return "Asia/Makassar" if province_code in _CENTRAL_PROVINCES else "Asia/Jakarta"


def _consent(full_name: str) -> Consent:
    texts = LanguageTexts(id=_CONSENT_ID.format(region=full_name), ban=_CONSENT_BAN.format(region=full_name))
    return Consent(version=CONSENT_VERSION, text=texts)


def _own_words(region: Region) -> OwnWords:
    """Return what kind and province do not tell: which villages there are, and the title of Jakarta's cities."""
    title = region.full_name.removesuffix(f" {region.name}")
    usual = words_for(region.kind, region.province_code)
    villages = tuple(
        word for word, count in (("desa", region.desa), ("kelurahan", region.kelurahan)) if count
    )
    return OwnWords(
        region_kind=title if title != usual.region_kind else None,
        village_words=villages if villages and villages != usual.village_words else None,
    )
