"""Kills a build at ten random points, lets it finish, and compares the answers with those of a build left alone.

python evals/benchmarks/retrieval/kill.py
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from copilot.knowledge import KnowledgeIndex, load_documents

SAMPLE = Path(__file__).parents[3] / "knowledge_base"
QUESTIONS = ("how long can I return things", "is my gift card valid", "the parcel is late", "gold member", "invoice")


def main() -> None:
    random.seed(11)
    with tempfile.TemporaryDirectory() as folder:
        alone, killed = Path(folder, "alone"), Path(folder, "killed")
        started = time.monotonic()
        subprocess.run(build(alone), check=True)
        length = time.monotonic() - started
        for number in range(10):
            process = subprocess.Popen(build(killed))
            time.sleep(random.uniform(0.2, 0.9) * length)
            process.kill()
            print(f"kill {number + 1}: {'while building' if process.wait() else 'after the end'}")
        subprocess.run(build(killed), check=True)
        print(f"same answers: {answers(alone) == answers(killed)}")


def build(directory: Path) -> list[str]:
    return [sys.executable, __file__, str(directory)]


def answers(directory: Path) -> list[list[tuple[str, float]]]:
    with KnowledgeIndex.open(directory) as index:
        return [[(hit.passage.id, round(hit.score, 4)) for hit in index.search(text)] for text in QUESTIONS]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with KnowledgeIndex.open(Path(sys.argv[1])) as opened:
            opened.update(load_documents([SAMPLE]))
    else:
        main()
