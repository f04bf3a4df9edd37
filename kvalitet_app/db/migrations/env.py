"""Alembic's entry: runs on the connection that `db.migrate` hands over."""

from alembic import context

from kvalitet_app.db.models import Base, map_all

map_all()
connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
