"""What a model had in a batch of drafts, in a line for people: how many it wrote, why not the others, what it took."""

from collections import Counter
from collections.abc import Sequence

from copilot.models import Review


def model_line(reviews: Sequence[Review]) -> str | None:
    """ "openai:gpt-5-mini wrote 3 of 4 drafts (1 timeout) …"; None where no model was asked."""
    asked = [review for review in reviews if review.run.model]
    if not asked:
        return None
    calls = [call for review in asked for call in review.run.calls]
    wrote = sum(review.draft.author == "model" for review in asked)
    failures = Counter(call["error"] for call in calls if "error" in call)
    if aside := sum(review.attempt is not None for review in asked):
        failures["set aside"] = aside
    why = f" ({', '.join(f'{count} {reason}' for reason, count in failures.most_common())})" if failures else ""
    tokens_in, cached, tokens_out = (
        sum(call.get(key) or 0 for call in calls) for key in ("tokens_in", "tokens_cached", "tokens_out")
    )
    seconds, costs = sum(call["seconds"] for call in calls), [review.run.cost for review in asked]
    known = [cost for cost in costs if cost is not None]
    cost = f"${sum(known):.4f}" if len(known) == len(costs) else "cost unknown"
    line = f"{asked[0].run.model} wrote {wrote} of {len(asked)} drafts{why} in {len(calls)} calls: {seconds:.1f} s, "
    line += f"{tokens_in:,} tokens in ({cached:,} from a cache), {tokens_out:,} out, {cost}"
    return f"{line}\nit had too little time: give it more with --model-timeout" if failures["timeout"] else line
