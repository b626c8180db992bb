"""What a review rests on, as it is kept: knowledge once for all reviews, the rest sealed with the customer's data."""

import json
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from copilot.errors import ReviewError
from copilot.review.records import Snapshot

from .schema import texts_table


def write_snapshot(connection: Connection, snapshot: Snapshot) -> bytes:
    """The part to be sealed, with the digests under which the knowledge is kept beside."""
    contents = {name: _as_it_is(content) for name, content in snapshot.knowledge.items()}
    names = {name: sha256(content).hexdigest() for name, content in contents.items()}
    _keep(connection, {names[name]: content for name, content in contents.items()})
    return _as_it_is({**snapshot.model_dump(mode="json", exclude={"knowledge"}), "knowledge": names})


def read_snapshot(connection: Connection, content: bytes, *, knowledge: bool = True) -> Snapshot:
    """The snapshot; without its knowledge where that is not wanted."""
    data = json.loads(content)
    names = data.pop("knowledge", {}) if knowledge else {}
    found = _found(connection, names.values())
    return Snapshot.model_validate({**data, "knowledge": {name: _kept(found, names[name], name) for name in names}})


def _as_it_is(value: Any) -> bytes:
    """JSON in ASCII with its keys in their order, in which options of an item are told to the customer."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode()


def _keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Keep what is not there yet of contents by their digests."""
    known = _digests(connection, contents)
    new = [{"digest": one, "content": zlib.compress(contents[one])} for one in contents if one not in known]
    if new:
        connection.execute(insert(texts_table), new)


def _digests(connection: Connection, digests: Iterable[str]) -> set[str]:
    return set(
        connection.execute(select(texts_table.c.digest).where(texts_table.c.digest.in_(list(digests)))).scalars()
    )


def _found(connection: Connection, digests: Iterable[str]) -> dict[str, bytes]:
    query = select(texts_table.c.digest, texts_table.c.content).where(texts_table.c.digest.in_(list(digests)))
    return {row.digest: row.content for row in connection.execute(query)}


def _kept(found: Mapping[str, bytes], digest: str, name: str) -> Any:
    content = found.get(digest)
    if content is None or not is_what_it_says(content, digest):
        raise ReviewError(f"{name!r}, which reviews rest on, is missing or altered; restore the reviews from a copy")
    return json.loads(zlib.decompress(content))


def is_what_it_says(content: bytes, digest: str) -> bool:
    """Whether a kept text is the one of this digest."""
    try:
        return sha256(zlib.decompress(content)).hexdigest() == digest
    except zlib.error:
        return False
