"""What people worked out by hand for orders of the sample shop is what the clauses offer."""

import runpy
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "evals" / "benchmarks" / "entitlements"


def test_every_row_that_was_worked_out_by_hand_agrees() -> None:
    script = runpy.run_path(str(FOLDER / "worked.py"))
    compared = list(script["compared"]())
    assert [row for row, found in compared if not script["met"](row, found)] == []
    assert len(compared) >= 240


def test_the_sheets_tell_agreement_from_disagreement() -> None:
    script = runpy.run_path(str(FOLDER / "worked.py"))
    row, found = next((row, found) for row, found in script["compared"]() if row["about"] == "return")
    for wrong in ({"amount": "25.00 EUR"}, {"until": "2026-12-01"}, {"state": "denied"}, {"lines": ["1", "2"]}):
        assert not script["met"]({**row, "expect": {**row["expect"], **wrong}}, found)
    assert not script["met"]({**row, "expect": "nothing"}, found)
    assert not script["met"](row, [*found, *found])
    assert not script["met"](row, [])
