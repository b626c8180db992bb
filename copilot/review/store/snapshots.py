"""What a review rests on, as it is kept: knowledge once for all reviews, the rest sealed with the customer's data."""

import json
import zlib
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from copilot.errors import ReviewError
from copilot.review.records import Snapshot

from .schema import texts_table


def write_snapshot(connection: Connection, snapshot: Snapshot) -> bytes:
    """The part to be sealed, with the digests under which the knowledge is kept beside."""
    names = {name: _keep(connection, _as_it_is(content)) for name, content in snapshot.knowledge.items()}
    return _as_it_is({**snapshot.model_dump(mode="json", exclude={"knowledge"}), "knowledge": names})


def read_snapshot(connection: Connection, content: bytes, *, knowledge: bool = True) -> Snapshot:
    """The snapshot; without its knowledge where that is not wanted."""
    data = json.loads(content)
    names = data.pop("knowledge", {}) if knowledge else {}
    kept = {name: _kept(connection, digest, name) for name, digest in names.items()}
    return Snapshot.model_validate({**data, "knowledge": kept})


def _as_it_is(value: Any) -> bytes:
    """JSON in ASCII with its keys in their order, in which options of an item are told to the customer."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode()


def _keep(connection: Connection, content: bytes) -> str:
    digest = sha256(content).hexdigest()
    if connection.execute(select(texts_table.c.digest).where(texts_table.c.digest == digest)).first() is None:
        connection.execute(insert(texts_table).values(digest=digest, content=zlib.compress(content)))
    return digest


def _kept(connection: Connection, digest: str, name: str) -> Any:
    content = connection.execute(select(texts_table.c.content).where(texts_table.c.digest == digest)).scalar()
    if content is None or not is_what_it_says(content, digest):
        raise ReviewError(f"{name!r}, which reviews rest on, is missing or altered; restore the reviews from a copy")
    return json.loads(zlib.decompress(content))


def is_what_it_says(content: bytes, digest: str) -> bool:
    """Whether a kept text is the one of this digest."""
    try:
        return sha256(zlib.decompress(content)).hexdigest() == digest
    except zlib.error:
        return False
