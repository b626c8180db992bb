"""The commands. Each is a few lines over the Python interface; `--json` prints JSON Lines and nothing else."""

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from copilot.errors import BadInput, CopilotError, SettingsError
from copilot.models import Case, Query, Shop, Ticket, verdict
from copilot.settings import Settings

from . import tables
from .aftermath import add_aftermath
from .auditing import audit_app, replay
from .batch import bar, emit, errors, exit_code, progress, read_batch, report
from .evaluation import eval_app
from .figures import stats
from .options import AsJson, AsOf, ChromaUrl, Data, EmbedderName, EmbedderUrl, Knowledge, NeededData, ShopFolder
from .parts import hit_record, learn, moment, open_copilot, triages
from .reviews import release, review_app
from .writing import model_line

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

app = typer.Typer(
    name="copilot", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
    help="Prepare support replies that say only what the evidence supports.",
)  # fmt: skip
app.add_typer(review_app, name="review")
app.add_typer(eval_app, name="eval")
app.add_typer(audit_app, name="audit")
add_aftermath(review_app)


def main() -> None:
    """Run the command line: 0 done, 1 done with bad lines, 2 nothing usable or wrong usage, 3 our fault, 130 Ctrl-C."""
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:
            print("stopped; what was finished is kept", file=sys.stderr)
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
    except OSError as error:  # such as a full disk, or a folder that may not be written to
        print(f"error: {error}; see to room and rights there", file=sys.stderr)
        code = 2
    except Exception as error:  # noqa: BLE001  the last line of defence: whatever it is, it is our fault
        if hasattr(error, "show") and hasattr(error, "exit_code"):  # wrong usage, in typer's own words
            error.show()
            code = 2
        else:
            traceback.print_exc()
            code = 3
    sys.exit(code if isinstance(code, int) else 0)


@app.command()
def index(
    knowledge: Knowledge,
    data: NeededData,
    shop: Annotated[
        Path | None, typer.Option("--shop", help="Folder of the shop, whose currency and zone clauses use.")
    ] = None,
    embedder: EmbedderName = None,
    embedder_url: EmbedderUrl = None,
    chroma: ChromaUrl = None,
    json: AsJson = False,
) -> None:
    """Build or refresh the index over policies and product documents, and say what is doubtful in them."""
    from copilot.drafting import sentences_read
    from copilot.knowledge import KnowledgeIndex, learn, load_documents, passed_over
    from copilot.orders import read_shop
    from copilot.policy import require_sound

    documents = load_documents(knowledge)
    for doubt in require_sound(documents, read_shop(shop) if shop else Shop()):
        errors.print(str(doubt), markup=False, highlight=False, soft_wrap=True)
    for file in passed_over(knowledge):
        errors.print(f"warning: {file}: not read; expected .md, .txt or .jsonl", markup=False, soft_wrap=True)
    opened = KnowledgeIndex.open(data / "index", embedder, embedder_url=embedder_url, chroma=chroma)
    with opened as built, bar("embedding") as advance:
        changes = built.update(documents, progress=advance)
    with bar("reading sentences") as advance:
        learn(sentences_read(documents), data / "index", advance)
    for warning in changes.warnings:
        errors.print(f"warning: {warning}", markup=False, soft_wrap=True)
    if json:
        emit(
            {
                "documents": len(documents),
                "added": changes.added,
                "unchanged": changes.unchanged,
                "removed": changes.removed,
            }
        )
    else:
        tables.changes_table(len(documents), changes)


@app.command()
def search(
    data: NeededData,
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="Many queries: JSON Lines of {id, text, history?}.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Hits, of distinct documents.")] = 10,
    json: AsJson = False,
) -> int:
    """Find the passages that answer a question."""
    from copilot.knowledge import KnowledgeIndex

    if (query is None) == (batch is None):
        raise SettingsError("search needs either a query or --batch FILE; give one of them")
    if not (data / "index").is_dir():
        raise SettingsError(f"{str(data)!r} holds no index; run: copilot index --knowledge DIR --data {data}")
    queries = read_batch(batch, Query) if batch else [Query(id="query", text=query or "")]
    with KnowledgeIndex.open(data / "index") as opened:
        for asked in progress(queries, "searching", len(queries)):
            hits = opened.search(asked, limit, distinct=True)
            if json:
                emit({"id": asked.id, "query": asked.text, "hits": [hit_record(hit) for hit in hits]})
            else:
                tables.hits_table(asked.text, hits)
    return exit_code(queries)


@app.command()
def triage(
    files: Annotated[
        list[Path], typer.Argument(help="TICKETS.jsonl, or: train EXAMPLES.jsonl", metavar="[train] FILE")
    ],
    shop: Annotated[
        Path | None, typer.Option("--shop", help="Folder of the shop: facts of orders sharpen urgency.")
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> int:
    """Sentiment, urgency, intents, language and risks of each ticket."""
    if str(files[0]) == "train":
        return learn(files[1:], data)
    if len(files) != 1:
        raise SettingsError(f"triage takes one file of tickets, not {len(files)}")
    tickets = read_batch(files[0], Ticket)
    found = triages(tickets, shop, data)
    results = progress(found, "triaging", len(tickets))
    if json:
        for result in results:
            emit(result)
    else:
        tables.triage_table(list(results))
    return tickets.exit_code


@app.command()
def suggest(
    tickets: Annotated[Path, typer.Argument(help="JSON Lines of tickets.")],
    shop: ShopFolder,
    knowledge: Knowledge,
    data: Data = None,
    model: Annotated[str | None, typer.Option("--model", help='A chat model, such as "openai:gpt-5-mini".')] = None,
    base_url: Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible server of your own.")] = None,
    model_timeout: Annotated[
        float, typer.Option("--model-timeout", min=0.1, help="Seconds that a draft may wait for the model.")
    ] = 20.0,
    model_context: Annotated[
        int, typer.Option("--model-context", min=1000, help="Tokens that a prompt may hold; a reply comes on top.")
    ] = 12_000,
    prompts: Annotated[
        Path | None, typer.Option("--prompts", help="Folder of your own prompts, by the names of the shipped ones.")
    ] = None,
    reviews: Annotated[
        str | None, typer.Option("--reviews", help="A team's reviews: a URL such as postgresql://host/name.")
    ] = None,
    reviews_key: Annotated[Path | None, typer.Option("--reviews-key", help="File with the secret of these.")] = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> int:
    """Draft and check a reply to each ticket; the reviews wait for a human."""
    batch = read_batch(tickets, Ticket)
    at = moment(as_of)
    settings = Settings(
        shop=shop, knowledge=knowledge, data=data, model=model, base_url=base_url,
        model_timeout=model_timeout, model_context=model_context, prompts=prompts,
        reviews=reviews, reviews_key=reviews_key,
    )  # fmt: skip
    with open_copilot(settings) as copilot:
        prepared = (copilot.prepare(ticket, as_of=at) for ticket in batch)
        done = progress(prepared, "drafting", len(batch))
        if json:
            for review in done:
                emit(review)
        else:
            reviewed = list(done)
            tables.suggested_page(reviewed, data)
            if line := model_line(reviewed):
                print(line, file=sys.stderr)
    return batch.exit_code


@app.command()
def check(
    cases: Annotated[Path, typer.Argument(help="JSON Lines of cases: {id, ticket, draft, agent?, actions?}.")],
    shop: ShopFolder,
    knowledge: Knowledge,
    data: Data = None,
    as_of: AsOf = None,
    json: AsJson = False,
) -> int:
    """Check drafts, whoever wrote them, against the evidence of their tickets."""
    batch = read_batch(cases, Case)
    at = moment(as_of)
    with open_copilot(Settings(shop=shop, knowledge=knowledge, data=data)) as copilot:
        for case in progress(batch, "checking", len(batch)):
            findings = copilot.check(case.ticket, case.draft, actions=case.actions, agent=case.agent, as_of=at)
            blocked, clean = verdict(list(findings))
            if json:
                found = [finding.model_dump(mode="json") for finding in findings]
                emit({"id": case.id, "blocked": blocked, "clean": clean, "findings": found})
            else:
                tables.case_page(case.id, blocked, clean, findings)
    return batch.exit_code


for later in (release, replay, stats):  # registered last, so that the help lists commands in the order of their use
    app.command()(later)
