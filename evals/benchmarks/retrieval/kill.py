"""Kills a build at ten random points, lets it finish, and compares the answers with those of a build left alone.

    python evals/benchmarks/retrieval/kill.py

Each build goes on where the one before it was killed; all vectors that a killed build had kept are used again.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from copilot.knowledge import KnowledgeIndex, load_documents

SAMPLE = Path(__file__).parents[3] / "knowledge_base"
QUESTIONS = ("how long can I return things", "is my gift card valid", "the parcel is late", "gold member", "invoice",
             "Wie lange habe ich Garantie?", "Où est mon colis ?")  # fmt: skip
KILLS = 10


def main() -> None:
    random.seed(11)
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder, "alone")
        started = time.monotonic()
        subprocess.run(build(alone), check=True, capture_output=True)
        length = time.monotonic() - started
        wanted = answers(alone)
        same = 0
        for number in range(KILLS):
            killed = Path(folder, f"killed{number}")
            process = subprocess.Popen(build(killed), stdout=subprocess.PIPE, text=True)
            time.sleep(random.uniform(0.15, 0.95) * length)
            process.kill()
            building = process.wait() != 0
            finished = subprocess.run(build(killed), check=True, capture_output=True, text=True).stdout.strip()
            same += (right := answers(killed) == wanted)
            when = "while it built" if building else "after it had ended"
            print(f"kill {number + 1}: {when}; then {finished}; same answers: {right}", flush=True)
        print(f"{same} of {KILLS} the same")


def build(directory: Path) -> list[str]:
    return [sys.executable, __file__, str(directory)]


def answers(directory: Path) -> list[list[tuple[str, float]]]:
    with KnowledgeIndex.open(directory) as index:
        return [[(hit.passage.id, round(hit.score, 3)) for hit in index.search(text)] for text in QUESTIONS]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        made = [0, 0]
        with KnowledgeIndex.open(Path(sys.argv[1])) as opened:
            opened.update(
                load_documents([SAMPLE]), progress=lambda done, total: made.__setitem__(slice(None), [done, total])
            )
        print(f"{made[1]} vectors were left to make")
    else:
        main()
