"""What things are called here: Perbup or Perwali, Bupati or Wali Kota, perbekel or kepala desa."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Literal

from sertakan.tenancy.document.part import AsTuple, NoRepeats, NotEmpty, Part, Word

Kind = Literal["kabupaten", "kota"]

BALI = "51"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Hold the words in which a regency speaks of itself, ready for placeholders."""

    region_kind: str
    region_head: str
    regulation_short: str
    regulation_long: str
    department: str
    village_words: tuple[str, ...]
    desa_head: str
    kelurahan_head: str
    hamlet: str

    @property
    def village(self) -> str:
        """Return the villages in one word: "desa/kelurahan", or the only sort there is."""
        return "/".join(self.village_words)

    @property
    def village_head(self) -> str:
        """Return who leads a village here: "perbekel/lurah", "kepala desa/lurah" or "lurah"."""
        heads = (
            self.kelurahan_head if word == "kelurahan" else self.desa_head for word in self.village_words
        )
        return "/".join(heads)


class OwnWords(Part):
    """Hold the words a regency replaces; what it leaves out follows from its kind and province."""

    region_kind: Word | None = None
    region_head: Word | None = None
    regulation_short: Word | None = None
    regulation_long: Word | None = None
    department: Word | None = None
    village_words: Annotated[tuple[Word, ...], AsTuple, NotEmpty, NoRepeats] | None = None
    desa_head: Word | None = None
    kelurahan_head: Word | None = None
    hamlet: Word | None = None


@lru_cache(maxsize=1024)
def words_for(kind: Kind, province_code: str, own: OwnWords | None = None) -> Words:
    """Return the words of a region of this kind in this province, with its own words on top."""
    is_kota, is_bali = kind == "kota", province_code == BALI
    words = Words(
        region_kind="Kota" if is_kota else "Kabupaten",
        region_head="Wali Kota" if is_kota else "Bupati",
        regulation_short="Perwali" if is_kota else "Perbup",
        regulation_long="Peraturan Wali Kota" if is_kota else "Peraturan Bupati",
        department="Dinas Tenaga Kerja",
        village_words=("kelurahan",) if is_kota else ("desa", "kelurahan"),
        desa_head="perbekel" if is_bali else "kepala desa",
        kelurahan_head="lurah",
        hamlet="banjar" if is_bali else "RW" if is_kota else "dusun",
    )
    if own is None:
        return words
    return replace(words, **{name: word for name, word in own if word is not None})
