"""Alembic's entry: all tables of all capabilities, one linear history."""

from alembic import context
from sqlalchemy import create_engine

from rolecall.entrypoints.tables import METADATA

# Procrastinate's own tables are made by migration 0001 from its schema, not by our metadata.
FOREIGN = "procrastinate_"


def ours(_object, name, _kind, _reflected, _compare_to):
    return not (name or "").startswith(FOREIGN)


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        include_object=ours,
        compare_server_default=False,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
        run(connection)
