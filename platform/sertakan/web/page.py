"""What the frame around every page shows: the regency's name, colours, languages and ways."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from flask import request, session
from flask_wtf.csrf import generate_csrf

from sertakan.identity.permissions import Permission, is_staff, reach
from sertakan.localisation import gettext as _
from sertakan.localisation.messages import LANGUAGES
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import safe_next
from sertakan.web.logos import icon_url, logo_url
from sertakan.web.notices import Notice, Way, take_notices
from sertakan.web.theme import Palette, theme_css, theme_name
from sertakan.web.visit import SIGN_IN, Visit

_SIGN_IN, _SIGN_UP = "/masuk", "/daftar"
_DESKS = ("/kelola", "/undangan")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Hold what the layout needs; templates see nothing else of the request."""

    site: str
    service_name: str
    owner_name: str
    aksara: str | None
    logo_url: str | None
    icon_url: str | None
    theme_url: str | None
    banner: str | None
    languages: Sequence[tuple[str, str]]
    path: str
    navigation: Sequence[Way]
    account_label: str | None
    account_url: str | None
    sign_in_url: str | None
    sign_up_url: str | None
    sign_out_url: str | None
    footer_links: Sequence[Way]
    notices: Sequence[Notice]
    csrf_token: Callable[[], str] = generate_csrf

    @property
    def is_desk(self) -> bool:
        """Whether officials or the centre work here, whose pages wear more than a visitor has to fetch."""
        return self.site == Site.OVERSIGHT.value or self.path.startswith(_DESKS)


@lru_cache(maxsize=2048)
def theme_of(primary: str, link: str, button: str) -> tuple[str, str]:
    """Return the name and the text of a palette's stylesheet."""
    css = theme_css(Palette(primary=primary, link=link, button=button))
    return theme_name(css), css


def theme_for(document: RegencyDocument) -> tuple[str, str]:
    """Return the name and the text of a regency's stylesheet."""
    branding = document.branding
    return theme_of(branding.primary, branding.link, branding.button)


def build_page(visit: Visit) -> Page:
    """Return the frame for this visit."""
    path = request.full_path.rstrip("?")
    notices = take_notices() if "_flashes" in session else ()
    if visit.document is None:
        return _plain_page(visit, path, notices)
    return _regency_page(visit, visit.document, path, notices)


def _plain_page(visit: Visit, path: str, notices: Sequence[Notice]) -> Page:
    is_centre = visit.address.site is Site.OVERSIGHT
    overseer = visit.overseer if is_centre and session.get(SIGN_IN) else None
    return Page(
        site=visit.address.site.value,
        service_name="Sertakan",
        owner_name=_owner(visit),
        aksara=None,
        logo_url=None,
        icon_url=None,
        theme_url=None,
        banner=_("Contoh, bukan layanan resmi.") if visit.is_demo else None,
        languages=tuple(LANGUAGES.items()),
        path=path,
        navigation=_oversight_ways() if overseer else (),
        account_label=overseer.name if overseer else None,
        account_url=None,
        sign_in_url=None,
        sign_up_url=None,
        sign_out_url="/keluar" if overseer else None,
        footer_links=(),
        notices=notices,
    )


def _owner(visit: Visit) -> str:
    if visit.address.tenant is not None:
        return visit.address.tenant.name  # its document cannot be read for now
    return _("Pusat pengawasan") if visit.address.site is Site.OVERSIGHT else _("Portal semua daerah")


def _oversight_ways() -> tuple[Way, ...]:
    return (
        Way(_("Semua daerah"), "/", request.path == "/"),
        Way(_("Aturan nasional"), "/aturan", request.path == "/aturan"),
        Way(_("Jejak audit"), "/audit", request.path == "/audit"),
    )


def _regency_page(visit: Visit, document: RegencyDocument, path: str, notices: Sequence[Notice]) -> Page:
    actor = visit.actor if session.get(SIGN_IN) else None
    is_open = visit.tenant.is_open
    return Page(
        site=Site.REGENCY.value,
        service_name=document.branding.service_name,
        owner_name=document.branding.display_name,
        aksara=document.branding.aksara,
        logo_url=logo_url(document),
        icon_url=icon_url(document),
        theme_url=f"/tema/{theme_for(document)[0]}",
        banner=_banner(visit),
        languages=tuple((code, LANGUAGES[code]) for code in document.languages.offered),
        path=path,
        navigation=_ways(visit) if actor else (),
        account_label=actor.name if actor else None,
        account_url="/kelola/petugas/saya" if actor and is_staff(actor) else None,
        sign_in_url=_with_way_back(_SIGN_IN) if is_open and not actor else None,
        sign_up_url=_with_way_back(_SIGN_UP) if is_open and not actor else None,
        sign_out_url="/keluar" if actor else None,
        footer_links=_footer() if is_open else (),
        notices=notices,
    )


def _with_way_back(address: str) -> str:
    """Return sign-in or sign-up with the page that somebody was on the way to, when they are at either."""
    if request.path not in {_SIGN_IN, _SIGN_UP}:
        return address
    target = safe_next(request.values.get("next"), "")
    return f"{address}?next={quote(target)}" if target else address


def _banner(visit: Visit) -> str | None:
    if visit.tenant.state is SpaceState.TRIAL:
        return _("Contoh, bukan ruang resmi. Semua orang di sini rekaan dan tidak ada pesan yang dikirim.")
    if visit.tenant.state is SpaceState.DRAFT:
        return _("Ruang ini masih disiapkan dan belum dibuka untuk umum.")
    if visit.tenant.state is SpaceState.SUSPENDED:
        return _(
            "Ruang ini dihentikan sementara. Petugas dapat membaca, tetapi belum dapat mengubah apa pun."
        )
    return None


def _footer() -> tuple[Way, ...]:
    return (
        Way(_("Bantuan"), "/bantuan"),
        Way(_("Peraturan"), "/perbup"),
        Way(_("Privasi"), "/privasi"),
    )


def _ways(visit: Visit) -> tuple[Way, ...]:
    actor = visit.actor
    if actor is None:
        return ()
    found: list[tuple[str, str]] = []
    if actor.sponsor_id:
        found += [(_("Pekerja saya"), "/sponsor/"), (_("Akun"), "/sponsor/akun")]
    if is_staff(actor):
        found += [
            (label, href)
            for permission, label, href in _staff_ways()
            if not reach(actor, permission).is_empty
        ]
    return tuple(Way(label, href, request.path == href) for label, href in found)


def _staff_ways() -> tuple[tuple[Permission, str, str], ...]:
    return (
        (Permission.SEE_FIGURES, _("Ringkasan"), "/kelola/"),
        (Permission.SEE_ENROLMENTS, _("Pendaftaran"), "/kelola/antrean"),
        (Permission.SEE_STAFF, _("Petugas"), "/kelola/petugas"),
        (Permission.SEE_SETTINGS, _("Pengaturan"), "/kelola/pengaturan"),
        (Permission.SEE_AUDIT, _("Jejak audit"), "/kelola/audit"),
    )
