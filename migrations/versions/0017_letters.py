"""Letter templates with their versions, and what is wanted of letters: of a workspace, and of one application."""

import sqlalchemy as sa
from alembic import op

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TABLES = ("prepare_letter_template", "prepare_letter_template_version", "prepare_letter_choice")


def upgrade() -> None:
    op.create_table(
        "prepare_letter_template",
        *tenant(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", TIME, server_default=sa.text("now()"), nullable=False),
        sa.Column("removed_at", TIME),
    )
    op.create_index(
        "prepare_letter_template_name",
        "prepare_letter_template",
        ["workspace_id", "name"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "prepare_letter_template_version",
        *tenant(),
        sa.Column("template_id", sa.Uuid(), sa.ForeignKey("prepare_letter_template.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.UniqueConstraint("template_id", "version", name="prepare_letter_template_version_template_id_version_key"),
    )
    op.create_table(
        "prepare_letter_choice",
        *tenant(),
        # None: of the whole workspace.
        sa.Column("application_id", sa.Uuid()),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("length", sa.String(), nullable=False),
        sa.Column("template_id", sa.Uuid(), sa.ForeignKey("prepare_letter_template.id")),
        sa.Column("why", sa.String(), server_default="", nullable=False),
        sa.Column("contact", sa.String()),
        sa.UniqueConstraint(
            "workspace_id",
            "application_id",
            name="prepare_letter_choice_workspace_id_application_id_key",
            postgresql_nulls_not_distinct=True,
        ),
    )
    for table in TABLES:
        op.create_index(f"{table}_workspace_id_idx", table, ["workspace_id"])
        fence(op, table, append_only=table.endswith("_version"))


def tenant() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
    ]


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
