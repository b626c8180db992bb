"""The commands. Each is a few lines over the Python interface; `--json` prints JSON Lines and nothing else."""

import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from copilot.errors import BadInput, CopilotError, SettingsError
from copilot.models import Case, Decision, Query, Ticket, verdict
from copilot.settings import Settings
from copilot.shipped import shipped

from . import tables
from .batch import emit, progress, read_batch, report

app = typer.Typer(
    name="copilot", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
    help="Prepare support replies that say only what the evidence supports.",
)  # fmt: skip
review_app = typer.Typer(no_args_is_help=True, help="Look at the reviews that wait for a human, and decide.")
app.add_typer(review_app, name="review")

ShopFolder = Annotated[Path, typer.Option("--shop", help="Folder with customers, orders, products and shop.json.")]
Knowledge = Annotated[list[Path], typer.Option("--knowledge", help="Folder of documents, or a JSON Lines file. Repeatable.")]
Data = Annotated[Path | None, typer.Option("--data", help="Where index and reviews are kept.")]
NeededData = Annotated[Path, typer.Option("--data", help="Where index and reviews are kept.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines on stdout, and nothing else there.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Judge as of this time: ISO 8601 with an offset.")]
AgentName = Annotated[str, typer.Option("--agent", help="Who decides.")]
ReviewId = Annotated[str, typer.Argument(help="The review's id, or the beginning of it.")]


def main() -> None:
    """Run the command line: 0 done, 1 done with bad lines, 2 nothing usable or wrong usage, 3 our fault."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = 2
    except CopilotError as error:
        print(f"error: {error.args[0].splitlines()[0]}", file=sys.stderr)
        for fault in error.faults if isinstance(error, BadInput) else ():
            report(fault)
        code = 2
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:  # noqa: BLE001  the last line of defence: whatever it is, it is our fault
        if hasattr(error, "show") and hasattr(error, "exit_code"):  # wrong usage, in typer's own words
            error.show()
            code = 2
        else:
            traceback.print_exc()
            code = 3
    sys.exit(code if isinstance(code, int) else 0)
