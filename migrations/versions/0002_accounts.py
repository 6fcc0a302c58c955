"""Users, workspaces, memberships, sessions, sign-in links, counts of tries."""

import sqlalchemy as sa
from alembic import op

from rolecall.platform.db import CURRENT_WORKSPACE, SYSTEM_ROLE, TENANT_ROLE
from rolecall.platform.migrations import fence

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "accounts_workspace",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("auto_approve", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("personal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", TIME, server_default=NOW, nullable=False),
    )
    op.create_index(
        "accounts_workspace_personal",
        "accounts_workspace",
        ["personal"],
        unique=True,
        postgresql_where=sa.text("personal"),
    )
    fence(op, "accounts_workspace", column="id")
    # A workspace reads itself and changes two things about itself; making and removing it is for the system.
    op.execute(f"REVOKE INSERT, UPDATE, DELETE ON accounts_workspace FROM {TENANT_ROLE}")
    op.execute(f"GRANT UPDATE (name, auto_approve) ON accounts_workspace TO {TENANT_ROLE}")

    op.create_table(
        "accounts_user",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String()),
        sa.Column("created_at", TIME, server_default=NOW, nullable=False),
        sa.UniqueConstraint("email", name="accounts_user_email_key"),
    )
    op.create_table(
        "accounts_membership",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", TIME, server_default=NOW, nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.UniqueConstraint("workspace_id", "user_id", name="accounts_membership_workspace_id_user_id_key"),
        _reference("accounts_membership", "workspace_id", "accounts_workspace"),
        _reference("accounts_membership", "user_id", "accounts_user"),
    )
    op.create_index("accounts_membership_user_id_idx", "accounts_membership", ["user_id"])
    fence(op, "accounts_membership")
    # A membership makes a user visible: a workspace that could write one could look at anybody.
    op.execute(f"REVOKE INSERT, UPDATE, DELETE ON accounts_membership FROM {TENANT_ROLE}")

    # Users belong to no workspace: one sees its members, and of them neither the password's hash.
    op.execute("ALTER TABLE accounts_user ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE accounts_user FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY accounts_user_tenant ON accounts_user FOR SELECT TO {TENANT_ROLE} USING ("
        "EXISTS (SELECT FROM accounts_membership AS membership WHERE membership.user_id = accounts_user.id "
        f"AND membership.workspace_id = {CURRENT_WORKSPACE}))"
    )
    op.execute(f"GRANT SELECT (id, email, name, created_at) ON accounts_user TO {TENANT_ROLE}")
    _system_only("accounts_user")

    op.create_table(
        "accounts_refresh_token",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", TIME, server_default=NOW, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.Column("revoked_at", TIME),
        sa.UniqueConstraint("token_hash", name="accounts_refresh_token_token_hash_key"),
        _reference("accounts_refresh_token", "user_id", "accounts_user"),
        _reference("accounts_refresh_token", "workspace_id", "accounts_workspace"),
    )
    op.create_table(
        "accounts_link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.UniqueConstraint("token_hash", name="accounts_link_token_hash_key"),
        _reference("accounts_link", "user_id", "accounts_user"),
        _reference("accounts_link", "workspace_id", "accounts_workspace"),
    )
    op.create_table(
        "accounts_attempt",
        sa.Column("key", sa.LargeBinary(), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
    )
    for table, columns in (
        ("accounts_refresh_token", ("family", "user_id", "workspace_id", "expires_at")),
        ("accounts_link", ("user_id", "workspace_id", "expires_at")),
        ("accounts_attempt", ("ends_at",)),
    ):
        for column in columns:
            op.create_index(f"{table}_{column}_idx", table, [column])
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        _system_only(table)


def downgrade() -> None:
    for table in ("attempt", "link", "refresh_token", "membership", "user", "workspace"):
        op.drop_table(f"accounts_{table}")


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"{table}_{column}_fkey", ondelete="CASCADE")


def _system_only(table: str) -> None:
    op.execute(f"CREATE POLICY {table}_system ON {table} TO {SYSTEM_ROLE} USING (true) WITH CHECK (true)")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SYSTEM_ROLE}")
