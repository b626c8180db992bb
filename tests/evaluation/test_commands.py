"""`copilot eval`: what stands on stdout, what is written, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from copilot.cli.app import app
from copilot.evaluation import Suite, read_report
from copilot.evaluation.report import write_report

EXTRA = "evaluators = ['clean', 'must_say']\n[thresholds]\nmust_say = {min = 0.4}\n"


def call(*arguments: object) -> int:
    return app([str(argument) for argument in arguments], standalone_mode=False) or 0


def test_run_and_compare(
    make_suite: Callable[..., Suite], cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run writes a report, drafts and timings; the baseline it saves compares as the same; a worse run does not."""
    suite = make_suite(extra=EXTRA)
    out = tmp_path / "out"
    run = ("eval", "run", suite.folder, "--cache", cache, "--out", out, "--json", "--save-baseline")
    assert call(*run) == 0
    summary = json.loads(capsys.readouterr().out)
    assert [(metric["name"], metric["mean"]) for metric in summary["metrics"]] == [("clean", 1.0), ("must_say", 0.5)]
    drafts = [json.loads(line) for line in (out / "drafts.jsonl").read_text("utf-8").splitlines()]
    assert [(draft["case"], draft["verdict"]) for draft in drafts] == [
        ("status", "clean"), ("details", "clean"), ("cancel", "clean"),
    ]  # fmt: skip
    assert len((out / "timings.jsonl").read_text("utf-8").splitlines()) == 3
    assert call("eval", "compare", suite.folder, out, "--json") == 0
    assert {change["verdict"] for change in json.loads(capsys.readouterr().out)["changes"]} == {"same"}
    many = read_report(out)
    cases = [many.cases[0].model_copy(update={"id": f"t{n}", "customer": f"c{n}"}) for n in range(12)]
    score = cases[0].scores["clean"].model_copy(update={"value": 0.0})
    bad = [case.model_copy(update={"scores": {"clean": score}}) for case in cases]
    for name, listed in (("a.json", cases), ("b.json", bad)):
        write_report(many.model_copy(update={"cases": listed}), tmp_path / name)
    assert call("eval", "compare", tmp_path / "a.json", tmp_path / "b.json") == 1
    shown = capsys.readouterr().out
    assert "worse" in shown and "t0 1.000 → 0.000" in shown


def test_a_missed_threshold_and_a_bad_line(
    make_suite: Callable[..., Suite], cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Either of them is exit code 1, and both are told."""
    suite = make_suite(extra=EXTRA.replace("0.4", "0.9"))
    with (suite.folder / "cases.jsonl").open("a") as lines:
        lines.write("\nnot a case\n")
    assert call("eval", "run", suite.folder, "--cache", cache, "--out", tmp_path / "out", "--by", "must_say") == 1
    told = capsys.readouterr()
    assert "missed must_say at least 0.9: 0.500" in told.out
    assert json.loads(told.err.splitlines()[0])["line"] == 4


def test_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cases as JSON Lines that a suite can read."""
    file = tmp_path / "export.csv"
    file.write_text("ticket_id,author,body\n1,customer,Hi\n1,agent,Hello\n", encoding="utf-8")
    assert call("eval", "import", "csv", file) == 0
    assert json.loads(capsys.readouterr().out) == {
        "id": "1", "channel": "email", "messages": [{"author": "customer", "body": "Hi"}], "gold": {"reply": "Hello"},
    }  # fmt: skip
