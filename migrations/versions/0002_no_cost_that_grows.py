"""Indexes by which the cost of an entry does not grow with history: tellings by their words, signals by what they went into."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MANY = 1000
"""Rows that are written at once."""


def upgrade() -> None:
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_tellings_words"), ["words"], unique=False)
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signals_merged_into"), ["merged_into"], unique=False)
    _fill(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signals_merged_into"))
    with op.batch_alter_table("tellings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tellings_words"))
        batch_op.drop_column("words")


def _fill(connection: sa.Connection) -> None:
    """Give rows that were written before their words: as service.text.digest.words_digest does today."""
    names = ("id", "source", "title", "text", "words")
    tellings = sa.table("tellings", *(sa.column(name) for name in names))
    rows = connection.execute(sa.select(tellings.c.id, tellings.c.source, tellings.c.title, tellings.c.text)).all()
    found = [{"row": row.id, "digest": _digest(row.source, row.title, row.text)} for row in rows]
    filled = sa.update(tellings).where(tellings.c.id == sa.bindparam("row")).values(words=sa.bindparam("digest"))
    for start in range(0, len(found), MANY):
        connection.execute(filled, found[start : start + MANY])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
