"""Kills a run of a suite at random moments, lets it go on, and compares the result with that of a run left alone.

    python evals/benchmarks/evaluation/kill.py WORK [SUITE] [KILLS]

WORK is an empty folder; SUITE is a folder with suite.toml (default: the sample shop), KILLS how often the run is ended
by SIGKILL (default: 5), each time when another part of the cases is done. Reports and drafts have to be the same to
the byte; timings are in a file of their own.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
SEED = 7
COMPARED = ("report.json", "drafts.jsonl")


def main(work: Path, suite: Path, kills: int) -> int:
    """Print what was killed when, and whether the results are the same; the exit code."""
    alone = run(suite, work / "alone")
    code = alone.wait()
    cases = finished(work / "alone")
    print(f"left alone: {cases} cases, exit code {code}")
    moments = sorted(random.Random(SEED).sample(range(1, cases), kills))
    for moment in moments:
        process = run(suite, work / "killed")
        while finished(work / "killed") < moment and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        print(f"killed with {finished(work / 'killed')} of {cases} cases done: {process.wait()}")
    code = run(suite, work / "killed").wait()
    same = [(work / "alone" / "out" / name).read_bytes() == (work / "killed" / "out" / name).read_bytes()
            for name in COMPARED]  # fmt: skip
    print(
        f"gone on: exit code {code}; "
        + ", ".join(f"{n} {'same' if s else 'DIFFERS'}" for n, s in zip(COMPARED, same, strict=True))
    )
    return 0 if all(same) else 1


def run(suite: Path, work: Path) -> subprocess.Popen[bytes]:
    """`copilot eval run` with a cache and a report of its own."""
    command = [sys.executable, "-c", "from copilot.cli import main; main()", "eval", "run", str(suite)]
    options = ["--cache", str(work / "cache"), "--out", str(work / "out")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, *options], cwd=ROOT, env=os.environ, **quiet)


def finished(work: Path) -> int:
    """How many cases the cache holds."""
    return sum(1 for _ in (work / "cache" / "cases").glob("*/*.json"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "evals" / "sample_shop",
                  int(sys.argv[3]) if len(sys.argv) > 3 else 5))  # fmt: skip
