"""The database: one transaction helper, which sets who is asking, and the base of every table.

Two roles, neither of which owns a table: `rolecall_tenant` sees the rows of one workspace (row-level security, forced);
`rolecall_system` sees all, for sweeps and sign-in. A transaction always takes one of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
import psycopg
from sqlalchemy import (
    DateTime,
    MetaData,
    Select,
    String,
    TextClause,
    bindparam,
    cast,
    column,
    event,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from uuid_utils.compat import uuid7

from rolecall.platform.errors import Unavailable
from rolecall.platform.telemetry import current_correlation

if TYPE_CHECKING:
    from rolecall.platform.jobs import Flow

TENANT_ROLE = "rolecall_tenant"
SYSTEM_ROLE = "rolecall_system"
CURRENT_WORKSPACE = "NULLIF(current_setting('rolecall.workspace', true), '')::uuid"


_ENTER = text("SELECT set_config('role', :role, true), set_config('rolecall.workspace', :workspace, true)")
_FIRST = text("SELECT platform_first(:workspace, :event, :handler)")


class Base(DeclarativeBase):
    """All tables. Named `<capability>_<noun>`."""

    metadata = MetaData(
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_idx",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        }
    )
    type_annotation_map = {datetime: DateTime(timezone=True), dict[str, Any]: JSONB, list[Any]: JSONB}


class TenantRow(Base):
    """A row that belongs to one workspace. The database fills in the workspace and hides the rows of others."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    workspace_id: Mapped[UUID] = mapped_column(server_default=text(CURRENT_WORKSPACE), index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class Session(AsyncSession):
    """One transaction. `actor` is who acts: `user:<id>`, `job:<name>`, `policy`, `system`."""

    workspace_id: UUID | None = None
    actor: str = "system"
    correlation_id: str | None = None
    flow: Flow | None = None

    async def driver(self) -> psycopg.AsyncConnection[Any]:
        """The psycopg connection of this transaction."""
        raw = await (await self.connection()).get_raw_connection()
        connection = raw.driver_connection
        assert isinstance(connection, psycopg.AsyncConnection)
        return connection


async def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows with one short statement; all have the keys of the first. The rest are the table's defaults.

    The rows travel as one JSON value: with a parameter for each value, most of the time goes into the statement's text.
    Values are what JSON knows, and UUID and datetime.
    """
    if not rows:
        return
    names = list(rows[0])
    columns = [column(name, table.__table__.c[name].type) for name in names]
    given = func.json_to_recordset(cast(bindparam("rows", orjson.dumps(rows).decode(), String), JSON))
    told = given.table_valued(*columns).render_derived(name="told", with_types=True)
    await session.execute(
        insert(table.__table__).from_select(names, select(*(told.c[name] for name in names)), include_defaults=False)  # type: ignore[arg-type]
    )


def sqlalchemy_url(url: str) -> str:
    """A libpq address as SQLAlchemy wants it: `postgresql+psycopg://…`."""
    scheme, _, rest = url.partition("://")
    return url if "+" in scheme else f"postgresql+psycopg://{rest}"


def libpq_url(url: str) -> str:
    """The same address without the driver's name, for psycopg itself."""
    return "postgresql://" + url.partition("://")[2]


async def plan_of(session: Session, statement: Select[Any]) -> dict[str, Any]:
    """The plan that PostgreSQL has for a SELECT of one column, unrun: its `Plan` of EXPLAIN (FORMAT JSON)."""
    told = await session.execute(statement, execution_options={_EXPLAIN: True})
    plan: dict[str, Any] = told.scalar_one()[0]["Plan"]
    return plan


_EXPLAIN = "rolecall_explain"


def _explained(_connection: Any, _cursor: Any, statement: str, values: Any, context: Any, _many: bool) -> Any:
    # In front of the finished statement, so that it is compiled once and not for every search.
    asked = context is not None and context.execution_options.get(_EXPLAIN)
    return (f"EXPLAIN (FORMAT JSON) {statement}" if asked else statement), values


class Database:
    """Connections to one PostgreSQL. Errors of reaching it become `Unavailable`."""

    def __init__(self, url: str, *, flow: Flow | None = None, pool_size: int = 10) -> None:
        self.url = libpq_url(url)
        self._flow = flow
        # Cached generic plans mislead vector and full-text queries: no server-side prepared statements.
        self.engine = create_async_engine(
            sqlalchemy_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=False,
            connect_args={"prepare_threshold": None, "connect_timeout": 10, "application_name": "rolecall"},
        )
        event.listen(self.engine.sync_engine, "before_cursor_execute", _explained, retval=True)
        self._sessions = async_sessionmaker(self.engine, class_=Session, expire_on_commit=False)

        @event.listens_for(self.engine.sync_engine, "handle_error")
        def _lost(context: Any) -> None:
            if isinstance(context.original_exception, psycopg.OperationalError):
                context.is_disconnect = context.is_disconnect or context.original_exception.sqlstate in {
                    "57P01",
                    "57P02",
                    "57P03",
                }

    @asynccontextmanager
    async def workspace(
        self, workspace_id: UUID, *, actor: str = "system", correlation_id: str | None = None
    ) -> AsyncIterator[Session]:
        """One transaction that sees the rows of one workspace. Commits at the end, rolls back on an error."""
        async with self._transaction(TENANT_ROLE, workspace_id, actor, correlation_id) as session:
            yield session

    @asynccontextmanager
    async def once(
        self, workspace_id: UUID, event_id: UUID, handler: str, *, correlation_id: str | None = None
    ) -> AsyncIterator[Session | None]:
        """One transaction of a workspace for one handler of one event; None when it was done already."""
        session = self._session(workspace_id, f"job:{handler}", correlation_id)
        async with session:
            first = await self._enter(
                session, _FIRST, {"workspace": workspace_id, "event": event_id, "handler": handler}
            )
            yield session if first else None
            await session.commit()

    @asynccontextmanager
    async def system(self, *, actor: str = "system") -> AsyncIterator[Session]:
        """One transaction that sees every workspace: sweeps, sign-in, the operators' view."""
        async with self._transaction(SYSTEM_ROLE, None, actor, None) as session:
            yield session

    @asynccontextmanager
    async def _transaction(
        self, role: str, workspace_id: UUID | None, actor: str, correlation_id: str | None
    ) -> AsyncIterator[Session]:
        async with self._session(workspace_id, actor, correlation_id) as session:
            await self._enter(session, _ENTER, {"role": role, "workspace": str(workspace_id or "")})
            yield session
            await session.commit()

    def _session(self, workspace_id: UUID | None, actor: str, correlation_id: str | None) -> Session:
        session = self._sessions()
        session.workspace_id, session.actor, session.flow = workspace_id, actor, self._flow
        session.correlation_id = correlation_id or current_correlation()
        return session

    @staticmethod
    async def _enter(session: Session, statement: TextClause, values: dict[str, Any]) -> bool:
        """The first statement of every transaction: from here on it is fenced."""
        try:
            return bool(await session.scalar(statement, values))
        except OperationalError as error:
            raise Unavailable("The database does not answer; see `rolecall doctor`.") from error

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
