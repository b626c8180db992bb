"""What a review rests on, as it is kept: the clauses once for all reviews, the rest sealed with the customer's data."""

import json
import zlib
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from copilot.errors import ReviewError
from copilot.review.records import Snapshot, canonical

from .held import as_bytes
from .schema import texts_table


def write_snapshot(connection: Connection, snapshot: Snapshot) -> bytes:
    """The part to be sealed; the clauses are kept beside, under their digest."""
    content = canonical(snapshot.clauses)
    name = sha256(content).hexdigest()
    if connection.execute(select(texts_table.c.digest).where(texts_table.c.digest == name)).first() is None:
        connection.execute(insert(texts_table).values(digest=name, content=zlib.compress(content)))
    sealed = json.loads(as_bytes(snapshot.model_copy(update={"clauses": []})))
    return canonical({**sealed, "clauses": name})


def read_snapshot(connection: Connection, content: bytes, *, clauses: bool = True) -> Snapshot:
    """The snapshot; without its clauses where they are not wanted."""
    data = json.loads(content)
    name = data.pop("clauses", None) or None
    kept = _kept(connection, name) if clauses and isinstance(name, str) else []
    return Snapshot.model_validate({**data, "clauses": kept})


def _kept(connection: Connection, name: str) -> list[object]:
    content = connection.execute(select(texts_table.c.content).where(texts_table.c.digest == name)).scalar()
    found = zlib.decompress(content) if content is not None else b""
    if sha256(found).hexdigest() != name:
        raise ReviewError(f"the clauses {name[:12]!r} are missing or were altered; restore the reviews from a copy")
    return list(json.loads(found))
