"""The command line as scripts use it: JSON Lines on stdout, faults on stderr, exit codes that can be trusted."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import KNOWLEDGE, ROOT, SHOP

from copilot.cli import main

SAMPLE = ROOT / "evals" / "sample_shop"
GOOD = {
    "id": "a", "channel": "email", "customer_id": "C1001", "created_at": "2026-11-17T10:00:00+01:00",
    "messages": [{"author": "customer", "body": "Where is my order QM-72601?"}],
}  # fmt: skip
TRIAGED = {"ticket", "sentiment", "urgency", "intents", "language", "risks"}


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.err = code, err
        self.out = out

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def faults(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.err.splitlines() if line.startswith("{")]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    def command(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["copilot", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return command


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def lines(path: Path, *records: Any) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8")
    return path


def test_suggest_skips_bad_lines_and_says_which(run: Any, tmp_path: Path, data: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", GOOD, "{broken", {**GOOD, "id": "b", "channel": "fax"})
    ran = run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data, "--json")
    assert ran.code == 1
    assert [(r["ticket_id"], r["clean"]) for r in ran.records] == [("a", True)]
    assert [(f["line"], f["key"]) for f in ran.faults] == [(2, None), (3, "channel")]


def test_a_review_is_listed_shown_approved_and_released(run: Any, tmp_path: Path, data: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", {**GOOD, "id": "r1"})
    (review,) = run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data, "--json").records
    assert set(review["triage"]) == TRIAGED
    listed = run("review", "list", "--data", data, "--state", "pending", "--json").records
    assert review["id"] in [r["id"] for r in listed]
    (shown,) = run("review", "show", review["id"][:12], "--data", data, "--json").records
    assert shown == review
    assert "rests on" in run("review", "show", "--ticket", "r1", "--data", data).out
    (approved,) = run("review", "approve", review["id"], "--data", data, "--agent", "ana", "--json").records
    assert approved["state"] == "approved"
    assert run("review", "show", "nothing-like-it", "--data", data).code == 2


def test_the_log_is_verified_and_counted(run: Any, tmp_path: Path, data: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", {**GOOD, "id": "log"})
    run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data, "--json")
    verified = run("audit", "verify", "--data", data, "--json")
    assert (verified.code, verified.records[0]["sound"]) == (0, True)
    (counted,) = run("stats", "--data", data, "--json").records
    assert counted["current"]["prepared"] >= 1
    assert counted["before"]["prepared"] == 0


def test_check_judges_drafts(run: Any, data: Path) -> None:
    ran = run("check", SAMPLE / "cases.jsonl", "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data, "--json")
    assert ran.code == 0
    wrong = {r["id"] for r in ran.records if r["blocked"]}
    assert wrong == {r["id"] for r in ran.records if not r["clean"]}
    assert wrong == {"wrong-date", "false-action", "wrong-denial", "swapped-amounts", "facts-to-unknown-sender"}


def test_index_then_search_finds_the_policy(run: Any, tmp_path: Path, data: Path) -> None:
    built = run("index", "--knowledge", KNOWLEDGE, "--shop", SHOP, "--data", data, "--json")
    assert built.code == 0
    (found,) = run("search", "how long do I have to return something?", "--data", data, "--limit", 3, "--json").records
    assert [set(hit) for hit in found["hits"]] == [{"document", "passage", "score", "text"}] * 3
    assert found["hits"][0]["document"].startswith("returns")
    queries = lines(tmp_path / "q.jsonl", {"_id": "q1", "text": "is shipping free?"}, "oops")
    batch = run("search", "--batch", queries, "--data", data, "--json")
    assert (batch.code, [r["id"] for r in batch.records]) == (1, ["q1"])


def test_triage_answers_in_the_order_of_the_file(run: Any, tmp_path: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", GOOD, {**GOOD, "id": "b"})
    ran = run("triage", tickets, "--shop", SHOP, "--json")
    assert [r["ticket"] for r in ran.records] == ["a", "b"]
    assert set(ran.records[0]) == TRIAGED


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["suggest", "nowhere.jsonl", "--shop", SHOP, "--knowledge", KNOWLEDGE], "cannot be read"),
        (["search", "x", "--data", "nowhere"], "holds no index"),
        (["review", "list", "--data", "nowhere"], "holds no reviews"),
        (["triage", "a", "b"], "one file of tickets"),
        (["suggest"], "Missing"),
        (["dance"], "No such command"),
    ],
)
def test_wrong_usage_is_two_and_says_what_to_do(run: Any, words: list[object], says: str) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""


def test_a_ticket_that_comes_again_is_done_again(run: Any, tmp_path: Path) -> None:
    """It may hold more by now, as a draft may be checked in several versions."""
    ran = run("triage", lines(tmp_path / "t.jsonl", GOOD, GOOD, {**GOOD, "id": "b"}), "--json")
    assert (ran.code, [r["ticket"] for r in ran.records]) == (0, ["a", "a", "b"])


def test_files_from_windows_are_read(run: Any, tmp_path: Path) -> None:
    """A byte order mark and carriage returns are no fault; UTF-16 is one, told once."""
    file = tmp_path / "t.jsonl"
    text = "\r\n".join(json.dumps({**GOOD, "id": id}) for id in "ab") + "\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    ran = run("triage", file, "--json")
    assert (ran.code, [r["ticket"] for r in ran.records]) == (0, ["a", "b"])
    file.write_text(text, encoding="utf-16")
    assert (run("triage", file).code, run("triage", file).err) == (
        2, f"error: {str(file)!r} is written in UTF-16; expected UTF-8, so save it anew in that\n",
    )  # fmt: skip


def test_kept_settings_that_cannot_be_read_are_named(run: Any, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"shop": 5}', encoding="utf-8")
    ran = run("release", "abc", "--key", "k", "--data", tmp_path)
    assert ran.code == 2
    assert "run `copilot suggest" in ran.err
    assert [fault["key"] for fault in ran.faults] == ["shop"]


def test_a_folder_that_cannot_be_written_to_is_no_fault_of_ours(run: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    csv = lines(tmp_path / "t.csv", "ticket_id,author,body", "1,customer,Hello", "1,agent,Hi")
    ran = run("eval", "import", "csv", csv, "--out", tmp_path / "file" / "cases.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert "Not a directory" in ran.err or "File exists" in ran.err


def test_an_empty_file_holds_nothing_usable(run: Any, tmp_path: Path) -> None:
    ran = run("triage", lines(tmp_path / "t.jsonl", "[]"))
    assert (ran.code, len(ran.faults)) == (2, 1)


def test_a_shop_with_faults_is_refused_with_all_of_them(run: Any, tmp_path: Path) -> None:
    lines(tmp_path / "customers.jsonl", {"id": "a", "name": "A"}, {"id": "a", "name": "A"}, "{}")
    lines(tmp_path / "orders.jsonl", "{}")
    ran = run("suggest", lines(tmp_path / "t.jsonl", GOOD), "--shop", tmp_path, "--knowledge", KNOWLEDGE)
    assert ran.code == 2
    assert [(Path(f["file"]).name, f["line"]) for f in ran.faults] == [
        ("customers.jsonl", 2),
        ("customers.jsonl", 3),
        ("orders.jsonl", 1),
    ]


PENDING = [{"author": "customer", "body": "Can I still cancel QM-72923?"}]


def test_a_review_goes_through_the_hands_of_agents(run: Any, tmp_path: Path, data: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", {**GOOD, "id": "h1", "customer_id": "C1007", "messages": PENDING})
    (review,) = run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data, "--json").records
    id, where = review["id"], ("--data", data)
    assert run("review", "claim", id, *where, "--agent", "ana", "--json").records[0]["state"] == "claimed"
    assert "in the hands of 'ana'" in run("review", "claim", id, *where, "--agent", "jonas").err
    assert run("review", "unclaim", id, *where, "--agent", "ana", "--json").records[0]["state"] == "pending"
    run("review", "show", id, *where, "--agent", "jonas")
    did = ("--did", "goodwill:QM-72923:5.00")
    assert run("review", "approve", id, *where, "--agent", "ana", *did, "--json").records[0]["state"] == "approved"
    text = run("release", id, *where, "--key", "k1").out
    assert text.strip() == review["draft"]["text"].strip()
    assert run("review", "sent", id, *where, "--key", "k1").out.endswith(": sent\n")
    for words in (("wrong", id, "--agent", "ines", "--reason", "The rug is sand."), ("resolve", "h1")):
        assert run("review", *words, *where).code == 0
    assert run("review", "rate", "h1", *where, "--about", "csat", "--score", 5).code == 0
    assert "no rating" in run("review", "rate", "h1", *where, "--about", "csat", "--score", 9).err
    reported = run("review", "cases", *where)
    assert [(case["id"], case["draft"]) for case in reported.records] == [(id, review["draft"]["text"])]
    assert "ines: The rug is sand." in " ".join(reported.err.split())
    told = run("review", "history", id, *where, "--agent", "greta", "--json").records
    assert [(t["kind"], t["agent"]) for t in told] == [
        ("submitted", None), ("claimed", "ana"), ("unclaimed", "ana"), ("read", "jonas"), ("decided", "ana"),
        ("released", None), ("sent", None), ("wrong", "ines"), ("read", "greta"),
    ]  # fmt: skip
    assert told[4]["personal"]["actions"][0]["amount"] == "5.00"
    (after,) = run("stats", *where, "--json").records
    assert (after["current"]["wrong_reports"], after["current"]["ratings"]["csat"]["score"]) == (1, 1.0)
    shown = run("stats", *where).out
    assert "drafts unchanged" in shown
    assert "CSAT (1 ratings)" in shown


def test_a_review_is_replayed_and_let_go(run: Any, tmp_path: Path, data: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", {**GOOD, "id": "p1"})
    (review,) = run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data, "--json").records
    where = ("--data", data)
    made = run("replay", review["id"], *where, "--json")
    assert (made.code, made.records) == (0, [{"identical": True, "differences": []}])
    assert run("replay", review["id"], *where, "--policy", "today").out == "identical\n"
    assert "neither 'then' nor 'today'" in run("replay", review["id"], *where, "--policy", "tomorrow").err
    heads = tmp_path / "heads.jsonl"
    heads.write_text(run("audit", "head", *where).out, encoding="utf-8")
    assert run("audit", "clear", *where, "--older-than", 30).out == "0 reviews cleared\n"
    assert run("audit", "erase", *where, "--customer", "C1001").out.endswith(" reviews erased\n")
    assert run("audit", "verify", *where, "--anchor", heads, "--json").records[0]["sound"] is True
    assert run("replay", review["id"], *where).code == 2
    assert "holds no heads" in run("audit", "verify", *where, "--anchor", tickets).err


def test_people_see_one_line_a_review_and_what_to_do_next(run: Any, tmp_path: Path, data: Path) -> None:
    tickets = lines(tmp_path / "t.jsonl", {**GOOD, "id": "seen"})
    ran = run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data)
    (row,) = [line.split() for line in ran.out.splitlines() if " seen " in line]
    assert row[1:] == ["seen", "pending", "clean", "normal", "neutral", "order_status"]
    assert "1 review: 1 clean, 0 unsure, 0 blocked" in ran.out
    assert run("review", "show", row[0], "--data", data, "--json").records[0]["ticket_id"] == "seen"


def test_who_keeps_no_data_is_told_what_it_takes_to_decide(run: Any, tmp_path: Path) -> None:
    ran = run("suggest", lines(tmp_path / "t.jsonl", GOOD), "--shop", SHOP, "--knowledge", KNOWLEDGE)
    assert ran.out.endswith("1 review: 1 clean, 0 unsure, 0 blocked\nto decide on them, give --data DIR\n")


def test_a_terminal_obeys_no_customer(run: Any, tmp_path: Path, data: Path) -> None:
    """Control characters and markup in what customers wrote are shown, and do nothing."""
    said = [{"author": "customer", "body": "I want it today \x1b[2J\x1b]0;gone\x07 or I sue \u202e[/red] QM-72601!"}]
    ticket = {**GOOD, "id": "\x1b[31m[/x]", "messages": said}
    tickets = lines(tmp_path / "t.jsonl", ticket)
    shown = [
        run("suggest", tickets, "--shop", SHOP, "--knowledge", KNOWLEDGE, "--data", data),
        run("review", "show", "--ticket", ticket["id"], "--data", data),
        run("triage", tickets),
    ]
    assert [ran.code for ran in shown] == [0, 0, 0]
    assert not {"\x1b", "\x07", "\u202e"} & set("".join(ran.out + ran.err for ran in shown))
    assert "draft for \\x1b[31m[/x]: " in shown[1].out
