"""Commands on accounts: staff of a regency and of central oversight."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
from flask import current_app

from sertakan.cli.setting import as_application
from sertakan.identity.model import (
    Contact,
    ContactKind,
    Grant,
    OversightRole,
    OversightScope,
    Role,
    ScopeKind,
    StaffEditor,
)
from sertakan.identity.rules import check_password, common_passwords, personal_words
from sertakan.identity.service import centre, factors, staff
from sertakan.kernel.identifier import parse_email
from sertakan.kernel.refusal import NotFound
from sertakan.notifications import service as notifications
from sertakan.notifications import texts
from sertakan.notifications.model import Channel
from sertakan.persistence.database import enter_nobody, enter_oversight, enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.regions import load_provinces

_CENTRE_ROLES = {"viewer": OversightRole.VIEWER, "operator": OversightRole.OPERATOR}
_LEVELS = {ScopeKind.DISTRICT: 3, ScopeKind.VILLAGE: 4}


def _where(command: Callable[..., None]) -> Callable[..., None]:
    """Add the two ways to say whose account it is."""
    command = click.option("--oversight", is_flag=True, help="Akun pusat pengawasan.")(command)
    return click.option("--tenant", "slug", help="Ruang daerah, misalnya gianyar.")(command)


@click.group(help="Mengurus akun petugas daerah dan pengawas.")
def user() -> None:
    """Look after accounts."""


@user.command()
@click.option("--tenant", "slug", help="Ruang daerah, misalnya gianyar.")
@click.option("--oversight", type=click.Choice(sorted(_CENTRE_ROLES)), help="Peran di pusat pengawasan.")
@click.option(
    "--province", help="Hanya provinsi ini bagi akun pusat, misalnya 51; tanpa ini seluruh Indonesia."
)
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Peran di daerah.")
@click.option(
    "--scope",
    default="regency",
    help="regency, work_unit:<nama>, district:<kode>, atau village:<kode>.",
    show_default=True,
)
@click.option("--email", required=True, help="Alamat surel untuk masuk.")
@click.option("--name", required=True, help="Nama orangnya.")
@click.option("--ask-password", is_flag=True, help="Ketik kata sandi sendiri; tanpa ini dibuatkan.")
def add(ask_password: bool, **chosen: Any) -> None:
    """Buat akun petugas, atau akun pusat pengawasan."""
    scope = _read_centre_scope(chosen)
    password = _choose_password(chosen["name"], chosen["email"], is_typed=ask_password)
    if chosen["oversight"]:
        role = _CENTRE_ROLES[chosen["oversight"]]
        with as_application(), enter_oversight():
            centre.add_oversight_account(
                name=chosen["name"], email=chosen["email"], password=password, role=role, scope=scope
            )
    else:
        _add_staff(password, chosen)
    click.echo(f"Akun {chosen['email']} sudah dibuat.")
    if not ask_password:
        click.echo(f"Kata sandi (hanya ditampilkan sekali): {password}")


def _read_centre_scope(chosen: dict[str, Any]) -> OversightScope:
    code = chosen["province"]
    if code is not None and not chosen["oversight"]:
        raise click.UsageError("--province hanya untuk akun --oversight.")
    if code is not None and code not in load_provinces():
        raise click.UsageError(f"Tidak ada provinsi berkode {code}.")
    return OversightScope.of(code)


def _add_staff(password: str, chosen: dict[str, Any]) -> None:
    if not (chosen["slug"] and chosen["role"]):
        raise click.UsageError("Sebut --tenant dan --role, atau --oversight.")
    with _inside(chosen["slug"]) as tenant:
        grant = _read_grant(tenant, Role(chosen["role"]), chosen["scope"])
        staff.add_staff(
            tenant.id,
            name=chosen["name"],
            email=chosen["email"],
            password=password,
            grants=[grant],
            now=datetime.now(UTC),
        )


def _read_grant(tenant: Tenant, role: Role, scope: str) -> Grant:
    kind, _, narrowed = scope.partition(":")
    if kind not in set(ScopeKind):
        raise click.UsageError(
            "--scope adalah regency, work_unit:<nama>, district:<kode>, atau village:<kode>."
        )
    if kind == ScopeKind.REGENCY:
        return Grant(role=role)
    if kind == ScopeKind.WORK_UNIT:
        units = {name.casefold(): id_ for id_, name in tenancy.list_work_units(tenant.id)}
        if narrowed.casefold() not in units:
            raise NotFound("work_unit.unknown", name=narrowed)
        return Grant(role=role, scope_kind=ScopeKind.WORK_UNIT, work_unit_id=units[narrowed.casefold()])
    level = tenancy.find_region_level(narrowed)
    if level != _LEVELS[ScopeKind(kind)] or not _lies_in(narrowed, tenant):
        raise NotFound("grant.region_unknown", region=narrowed)
    return Grant(role=role, scope_kind=ScopeKind(kind), region_code=narrowed)


def _lies_in(code: str, tenant: Tenant) -> bool:
    return code.startswith(f"{tenant.region_code}.")


@user.command("list")
@_where
def list_all(slug: str | None, oversight: bool) -> None:
    """Daftar akun petugas dengan perannya."""
    if oversight:
        with as_application(), enter_oversight():
            for account in centre.list_overseers():
                reach = account.province_code or "nasional"
                state = _state(account.is_disabled)
                click.echo(f"{account.email:36} {account.role:20} {reach:9} {state:8} {account.name}")
        return
    with _inside(slug) as tenant:
        for each in staff.list_staff(tenant.id):
            roles = ", ".join(_written(grant) for grant in each.grants)
            click.echo(f"{each.email or '-':36} {_state(each.is_disabled):8} {each.name}: {roles}")


def _written(grant: Grant) -> str:
    narrowed = grant.region_code or grant.work_unit_id
    return f"{grant.role.value} ({grant.scope_kind.value}{f' {narrowed}' if narrowed else ''})"


def _state(is_disabled: bool) -> str:
    return "ditutup" if is_disabled else "aktif"


@user.command()
@_where
@click.option("--email", required=True)
def disable(slug: str | None, oversight: bool, email: str) -> None:
    """Tutup sebuah akun; semua sesi masuknya berakhir."""
    if oversight:
        with as_application(), enter_oversight():
            centre.disable_overseer(email)
    else:
        with _inside(slug) as tenant:
            staff.disable(tenant.id, email)
    click.echo(f"Akun {email} sudah ditutup.")


@user.command()
@_where
@click.option("--email", required=True)
@click.option("--ask-password", is_flag=True, help="Ketik kata sandi sendiri; tanpa ini dibuatkan.")
def password(slug: str | None, oversight: bool, email: str, ask_password: bool) -> None:
    """Ganti kata sandi sebuah akun; semua sesi masuknya berakhir."""
    chosen = _choose_password("", email, is_typed=ask_password)
    if oversight:
        with as_application(), enter_oversight():
            centre.set_overseer_password(email, chosen)
    else:
        with _inside(slug) as tenant:
            staff.set_password(tenant.id, email, chosen)
    click.echo(f"Kata sandi {email} sudah diganti.")
    if not ask_password:
        click.echo(f"Kata sandi (hanya ditampilkan sekali): {chosen}")


@user.command("reset-factor")
@click.option("--tenant", "slug", help="Ruang daerah, misalnya gianyar.")
@click.option("--email", required=True)
def reset_factor(slug: str | None, email: str) -> None:
    """Lepas semua pengaman kedua sebuah akun; semua sesi masuknya berakhir dan orangnya diberi tahu."""
    with _inside(slug) as tenant:
        editor = StaffEditor(
            tenant_id=tenant.id, region_code=tenant.region_code, account_id=None, now=datetime.now(UTC)
        )
        contact = factors.reset_factors_of(editor, email)
        if contact is not None:
            _tell_reset(tenant, contact)
    click.echo(f"Pengaman kedua {email} sudah dilepas.")


def _tell_reset(tenant: Tenant, contact: Contact) -> None:
    public = current_app.config["SERTAKAN_SETTINGS"].public
    address = f"{public.of_space(tenant.slug)}/masuk"
    house = tenancy.read_house(tenant.id)
    service = house.branding.service_name
    notifications.send(
        tenant,
        channel=Channel.EMAIL if contact.kind is ContactKind.EMAIL else Channel.SMS,
        recipient=contact.value,
        template=texts.FACTORS_RESET.name,
        text=texts.write(texts.FACTORS_RESET, house.messages, service=service, address=address),
    )


def _choose_password(name: str, email: str, *, is_typed: bool) -> str:
    if not is_typed:
        return "-".join(secrets.token_hex(2) for _ in range(5))
    typed = str(click.prompt("Kata sandi", hide_input=True, confirmation_prompt="Sekali lagi"))
    contact = Contact(kind=ContactKind.EMAIL, value=parse_email(email))
    check_password(typed, personal=personal_words(name, contact), common=common_passwords())
    return typed


@contextmanager
def _inside(slug: str | None) -> Iterator[Tenant]:
    if not slug:
        raise click.UsageError("Sebut --tenant, atau --oversight.")
    with as_application():
        with enter_nobody():
            tenant = next((each for each in tenancy.list_tenants() if each.slug == slug), None)
        if tenant is None:
            raise NotFound("tenant.unknown", slug=slug)
        with enter_tenant(tenant.id):
            yield tenant
