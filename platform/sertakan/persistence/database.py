"""The session that belongs to one tenant, immutably, and refuses the rows of any other."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from psycopg.pq import TransactionStatus
from sqlalchemy import DateTime, Engine, Integer, MetaData, Select, Uuid, bindparam, event, exc
from sqlalchemy.engine import Connection, CursorResult
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    SessionTransaction,
    mapped_column,
    registry,
    with_loader_criteria,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlalchemy.sql.util import find_tables

from sertakan.persistence.scope import ForeignTenant, Scope, TenantMissing, current_scope, entered

_IDLE_SECONDS_BEFORE_PROBE = 5.0


class Base(DeclarativeBase):
    """Base of all rows; constraint names are predictable, because errors are told by them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    registry = registry(
        metadata=metadata,
        type_annotation_map={datetime: DateTime(timezone=True), UUID: Uuid(), int: Integer()},
    )


class TransactionBroken(Exception):
    """Tell that a transaction cannot be kept: a statement in it failed, or it is not ours."""


class TenantKeyed:
    """Mark a row as owned by one tenant; its keys begin with the tenant."""

    tenant_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, sort_order=-20)


class TenantOwned(TenantKeyed):
    """Give an owned row the key that every owned table has: tenant and UUIDv7."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, sort_order=-10)


class TenantSession(Session):
    """Belong to one scope from birth; the identity map would otherwise hand out another's rows."""

    def __init__(self, db: SQLAlchemy, **options: Any) -> None:
        super().__init__(db, **options)
        self._scope = current_scope()

    @property
    def scope(self) -> Scope:
        """Return the scope this session was born with."""
        return self._scope

    @property
    def tenant_id(self) -> int:
        """Return the tenant this session belongs to.

        :raises TenantMissing: when it belongs to nobody
        """
        if self._scope.tenant_id is None:
            raise TenantMissing
        return self._scope.tenant_id

    def get_bind(
        self,
        mapper: Any | None = None,
        clause: Any | None = None,
        bind: Engine | Connection | None = None,
        **options: Any,
    ) -> Engine | Connection:
        """Return the centre's own engine on the oversight site, the application's elsewhere."""
        name = "oversight" if self._scope.is_oversight else None
        return self._db.engines[name]

    def ask(self, question: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> CursorResult[Any]:
        """Put a question that is built once per process and wants columns, for what many pages ask.

        It gets the tenant's condition like any statement. As no objects come of it, the ORM's care for
        them is left out, and with it half of the cost.

        :raises TenantMissing: when the session belongs to nobody
        """
        named = {**values, _OF_SESSION.key: self.tenant_id}
        return self.connection().execute(_guarded(question), named)


_OF_SESSION = bindparam("tenant_of_session", type_=Integer())


@lru_cache(maxsize=1024)
def _only_rows_of(tenant_id: int) -> Any:
    return with_loader_criteria(
        TenantKeyed,
        lambda row: row.tenant_id == tenant_id,
        include_aliases=True,
        propagate_to_loaders=False,
    )


@lru_cache(maxsize=256)
def _guarded(question: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return question.options(
        with_loader_criteria(
            TenantKeyed,
            lambda row: row.tenant_id == _OF_SESSION,
            include_aliases=True,
            propagate_to_loaders=False,
        )
    )


db = SQLAlchemy(model_class=Base, session_options={"class_": TenantSession}, disable_autonaming=True)

if TYPE_CHECKING:
    Model = Base  # what Flask-SQLAlchemy makes of it at run time cannot be said in annotations
else:
    Model = db.Model


@cache
def owned_tables() -> frozenset[str]:
    """Return the names of the tables whose rows each belong to one tenant."""
    return frozenset(
        str(mapper.class_.__dict__["__tablename__"])
        for mapper in Model.registry.mappers
        if issubclass(mapper.class_, TenantKeyed)
    )


@event.listens_for(TenantSession, "do_orm_execute")
def _guard_statements(state: ORMExecuteState) -> None:
    session = state.session
    if not isinstance(session, TenantSession) or session.scope.tenant_id is None:
        statement: Any = state.statement
        tables = find_tables(statement, check_columns=True, include_crud=True)
        # A column that is no table's, such as count(*), comes with None.
        if any(table is not None and table.name in owned_tables() for table in tables):
            raise TenantMissing
        return
    if (
        state.is_orm_statement
        and not state.is_insert
        and not state.is_column_load
        and not state.is_relationship_load
    ):
        state.statement = state.statement.options(_only_rows_of(session.tenant_id))


@event.listens_for(TenantSession, "before_flush")
def _guard_rows(session: TenantSession, *_: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, TenantKeyed) and row.tenant_id != session.tenant_id:
            raise ForeignTenant


@event.listens_for(TenantSession, "after_begin")
def _tell_database_whose_turn_it_is(
    session: TenantSession, transaction: SessionTransaction, connection: Connection
) -> None:
    if transaction.nested:
        return  # a savepoint, inside what was begun below
    driver: Any = connection.connection.driver_connection
    if driver.info.transaction_status != TransactionStatus.IDLE:
        # Somebody else's transaction is still open on it, with somebody else's tenant.
        connection.invalidate()
        raise TransactionBroken
    # One round trip begins and tells; the driver does not begin by itself (see configure_database).
    # SET LOCAL with an integer formatted by us: set_config() does not reach the nodes of a cluster.
    tenant_id = session.scope.tenant_id
    connection.exec_driver_sql(
        "BEGIN" if tenant_id is None else f"BEGIN; SET LOCAL sertakan.tenant_id = {tenant_id:d}"
    )


def configure_database(app: Flask, *, url: str, oversight_url: str | None, pool_size: int) -> None:
    """Bind the application to its database addresses, without any state on the connection."""
    engine: dict[str, Any] = {
        "pool_size": pool_size,
        "max_overflow": pool_size,
        "pool_timeout": 10,
        # Sessions begin their transactions themselves and end them as ever; nothing else uses these engines.
        "isolation_level": "AUTOCOMMIT",
        "hide_parameters": True,  # an error that quoted them would write people into the log
        "connect_args": {"prepare_threshold": None, "connect_timeout": 5},
    }
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine
    app.config["SQLALCHEMY_DATABASE_URI"] = engine_url(url)
    app.config["SQLALCHEMY_BINDS"] = {"oversight": engine_url(oversight_url)} if oversight_url else {}
    db.init_app(app)
    with app.app_context():
        for each in db.engines.values():
            _probe_idle_connections(each)
            _refuse_broken_commits(each)


def engine_url(address: str) -> str:
    """Return a database address as SQLAlchemy wants it, naming the driver."""
    scheme, _, rest = address.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgresql", "postgres"} else address


def _probe_idle_connections(engine: Engine) -> None:
    """Ask a connection that slept whether it lives; asking each time would cost a round trip."""

    @event.listens_for(engine, "checkin")
    def _remember(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info["idle_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _probe(connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection) -> None:
        slept = time.monotonic() - entry.info.get("idle_since", time.monotonic())
        if slept < _IDLE_SECONDS_BEFORE_PROBE:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error:
            raise exc.DisconnectionError from None


def _refuse_broken_commits(engine: Engine) -> None:
    """Raise where PostgreSQL would roll back: COMMIT after an error says ROLLBACK, and nobody hears it."""

    @event.listens_for(engine, "commit")
    def _ensure_whole(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        if driver.info.transaction_status == TransactionStatus.INERROR:
            driver.rollback()
            raise TransactionBroken


def tenant_session() -> TenantSession:
    """Return the session of the work at hand."""
    session = db.session()
    if not isinstance(session, TenantSession):
        raise TenantMissing
    return session


@contextmanager
def enter_tenant(tenant_id: int) -> Iterator[TenantSession]:
    """Work as one tenant outside a request, in a session of its own, and commit at the end."""
    with _own_session(Scope(tenant_id=tenant_id)) as session:
        yield session


@contextmanager
def enter_nobody() -> Iterator[TenantSession]:
    """Work on what belongs to no tenant, in a session of its own, and commit at the end."""
    with _own_session(Scope()) as session:
        yield session


@contextmanager
def enter_oversight() -> Iterator[TenantSession]:
    """Work with the centre's own role, in a session of its own, and commit at the end."""
    with _own_session(Scope(is_oversight=True)) as session:
        yield session


@contextmanager
def _own_session(scope: Scope) -> Iterator[TenantSession]:
    # A new application context is a new session; it is removed when the context ends.
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    with entered(scope), app.app_context():
        session = tenant_session()
        yield session
        session.commit()
