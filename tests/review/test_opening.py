"""Where reviews are kept, and what happens when that place is not as it should be."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from copilot.errors import ReviewError
from copilot.models import Decision
from copilot.review import open_reviews, reviews_of
from copilot.review.store import Database
from copilot.review.store.schema import UPGRADES, migrate
from copilot.settings import Settings

from .conftest import KEY
from .examples import SNAPSHOT, review

APPROVE = Decision(kind="approve", agent="ana")


def test_a_file_is_made_with_a_key_beside_it_that_only_its_owner_reads(tmp_path: Path) -> None:
    store = open_reviews(tmp_path / "data" / "reviews.db")
    store.submit(review(), SNAPSHOT)
    store.close()
    key = tmp_path / "data" / "reviews.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(bytes.fromhex(key.read_text().strip())) == 32
    again = open_reviews(tmp_path / "data" / "reviews.db")
    assert again.get("r1") == review()
    again.close()


def test_a_folder_stands_for_the_file_in_it(tmp_path: Path) -> None:
    open_reviews(tmp_path).close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["reviews.db", "reviews.key"]


def test_without_its_key_a_file_is_refused_and_no_new_key_is_made(tmp_path: Path) -> None:
    open_reviews(tmp_path).close()
    (tmp_path / "reviews.key").unlink()
    with pytest.raises(ReviewError, match=r"reviews\.key', cannot be read: No such file"):
        open_reviews(tmp_path)
    assert not (tmp_path / "reviews.key").exists()


@pytest.mark.parametrize("content", ["", "not a key", "00ff"])
def test_a_damaged_key_is_refused(tmp_path: Path, content: str) -> None:
    open_reviews(tmp_path).close()
    (tmp_path / "reviews.key").write_text(content)
    with pytest.raises(ReviewError, match="the key of the reviews"):
        open_reviews(tmp_path)


def test_postgresql_needs_its_key_named(new_database: Callable[[], str], tmp_path: Path) -> None:
    url = new_database()
    with pytest.raises(ReviewError, match=r"needs the key file of its reviews; name it"):
        open_reviews(url)
    store = open_reviews(url, key=tmp_path / "reviews.key")
    store.submit(review(), SNAPSHOT)
    store.close()
    again = open_reviews(url, key=tmp_path / "reviews.key")
    assert again.get("r1") == review()
    again.close()


@pytest.mark.parametrize("url", ["mysql://host/name", "http://host", "::://"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ReviewError, match=r"expected (SQLite or PostgreSQL|a file or a URL)"):
        open_reviews(url, key=KEY)


def test_a_password_stands_in_no_error() -> None:
    with pytest.raises(ReviewError) as refused:
        open_reviews("postgresql://ana:secret@127.0.0.1:1/none", key=KEY)
    assert "secret" not in str(refused.value)
    assert "could not be written" in str(refused.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reviews.db").write_text("hello, I am a letter and not a database" * 100)
    with pytest.raises(ReviewError, match=r"reviews\.db' could not be read: file is not a database"):
        open_reviews(tmp_path)


def test_settings_say_where_reviews_are(tmp_path: Path, new_database: Callable[[], str]) -> None:
    def opened(**given: object) -> None:
        store = reviews_of(Settings.model_validate({"shop": tmp_path, "data": tmp_path / "data", **given}))
        store.submit(review(), SNAPSHOT)
        store.close()

    (tmp_path / "data").mkdir()
    opened()
    opened(reviews=str(tmp_path / "team" / "reviews.db"))
    url = new_database()
    opened(reviews=url)
    opened(reviews=url, reviews_key=tmp_path / "data" / "reviews.key")
    kept = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.key"))
    assert kept == ["data/reviews.key", "team/reviews.key"]
    with pytest.raises(ReviewError, match="needs the key file of its reviews"):
        reviews_of(Settings(shop=tmp_path, reviews=url))


def test_tables_of_an_older_version_are_brought_up_and_keep_their_reviews(place: str | Path) -> None:
    def add_note(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE copilot_reviews ADD COLUMN note TEXT"))

    store = open_reviews(place, key=KEY)
    store.submit(review(), SNAPSHOT)
    store.close()
    database = Database(place if isinstance(place, str) else f"sqlite:///{place}")
    for _ in range(2):
        with database.writing() as connection:
            migrate(connection, (*UPGRADES, add_note))
    with database.reading() as connection:
        assert connection.execute(text("SELECT id, note FROM copilot_reviews")).all() == [("r1", None)]
    database.close()


def test_tables_of_the_first_version_get_what_the_second_added(place: str | Path) -> None:
    open_reviews(place, key=KEY).close()
    database = Database(place if isinstance(place, str) else f"sqlite:///{place}")
    with database.writing() as connection:
        connection.execute(text("DROP TABLE copilot_texts"))
        connection.execute(text("UPDATE copilot_schema SET version = 1"))
    database.close()
    store = open_reviews(place, key=KEY)
    store.submit(review(), SNAPSHOT)
    assert store.snapshot("r1") == SNAPSHOT
    store.close()


def test_tables_of_a_later_version_are_refused(place: str | Path) -> None:
    open_reviews(place, key=KEY).close()
    database = Database(place if isinstance(place, str) else f"sqlite:///{place}")
    with database.writing() as connection:
        connection.execute(text("UPDATE copilot_schema SET version = 99"))
    database.close()
    with pytest.raises(ReviewError, match=r"written by a later version \(tables 99, this one knows 2\)"):
        open_reviews(place, key=KEY)


def test_a_step_that_fails_leaves_the_tables_as_they_were(place: str | Path) -> None:
    def broken(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE copilot_reviews ADD COLUMN note TEXT"))
        connection.execute(text("SELECT * FROM nowhere"))

    open_reviews(place, key=KEY).close()
    database = Database(place if isinstance(place, str) else f"sqlite:///{place}")
    with pytest.raises(ReviewError, match="nowhere"), database.writing() as connection:
        migrate(connection, (*UPGRADES, broken))
    database.close()
    store = open_reviews(place, key=KEY)
    store.submit(review(), SNAPSHOT)
    assert store.get("r1") == review()
    store.close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes into any file")
def test_a_read_only_file_is_read_and_nothing_is_acknowledged(tmp_path: Path) -> None:
    store = open_reviews(tmp_path)
    store.submit(review(), SNAPSHOT)
    store.close()
    (tmp_path / "reviews.db").chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ReviewError, match="readonly database"):
            open_reviews(tmp_path).decide("r1", APPROVE)
    finally:
        tmp_path.chmod(0o700)


def test_a_database_that_takes_no_writes_acknowledges_nothing(tmp_path: Path) -> None:
    store = open_reviews(tmp_path)
    store.submit(review(), SNAPSHOT)
    database = store._database  # type: ignore[attr-defined]
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(ReviewError, match="attempt to write a readonly database; nothing half done was kept"):
        store.decide("r1", APPROVE)
    assert store.get("r1") == review()
    store.close()


def test_a_full_disk_undoes_the_whole_change_and_says_so(tmp_path: Path) -> None:
    store = open_reviews(tmp_path)
    store.submit(review(), SNAPSHOT)
    before = store.log()
    database = store._database  # type: ignore[attr-defined]
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # what SQLite then says is what a full disk says
    long = "".join(str(number) for number in range(40_000))
    with pytest.raises(ReviewError, match="database or disk is full; nothing half done was kept"):
        store.decide("r1", Decision(kind="edit", agent="ana", text=long), findings=[])
    assert store.get("r1") == review()
    assert store.log() == before
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    assert store.decide("r1", APPROVE).state == "approved"
    assert store.verify().sound
    store.close()


def test_opening_no_store_loads_no_database_code() -> None:
    code = "import sys, copilot.review; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_file_of_reviews_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Ids, states and times stand in it unsealed."""
    file = tmp_path / "reviews.db"
    store = open_reviews(file)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    store.close()
    with pytest.raises(ReviewError, match="cannot be made: Not a directory; see to room and rights there"):
        open_reviews(file / "below" / "reviews.db")
