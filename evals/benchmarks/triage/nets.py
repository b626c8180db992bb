"""Teaching the networks of copilot.triage, that of English with the upper layers of the encoder below it, in torch.

Every label is shown by the part of a message that shows it best. Where people marked the words that ask for something,
the parts that hold them must show it and the others must not. Both networks learn from messages in all languages: that
of English sees nothing of the encoder in others, and that of the others sees nothing of it at all.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from messages import Message
from minilm import COLUMNS, MiniLM
from torch import Tensor, nn
from torch.nn import functional as F

TAUGHT = 3
"""Layers of the encoder, from the top."""
MESSAGES, TOKENS = 32, 3000
"""The most that one step sees."""
SHUFFLED = 1024
"""Messages among which those of like length go together."""
HALVES = torch.backends.cpu.get_cpu_capability() == "AVX512"
"""Whether to teach in half precision, which older processors only imitate, thirty times slower."""

Layers = dict[str, np.ndarray]


@dataclass(frozen=True)
class Before:
    """What was taught before: the layers of a network, and those of the encoder below it, if any."""

    head: Layers
    encoder: Layers


@dataclass(frozen=True)
class Way:
    """How a network is taught: its size, how often it sees every message, and rate, shrinking and dropping of weights.

    `encoder` gives the same three for the layers below it; None where there are none. `english` is what an English
    message counts. From several `starts` several networks are taught, whose mean is kept.
    """

    hidden: int
    epochs: int
    network: tuple[float, float, float]
    encoder: tuple[float, float, float] | None = None
    english: float = 1.0
    starts: int = 1


ENGLISH = Way(hidden=48, epochs=3, network=(5e-3, 0.02, 0.3), encoder=(2e-4, 0.01, 0.1))
OTHERS = Way(hidden=96, epochs=8, network=(3e-3, 0.05, 0.5), english=0.5, starts=4)


class Head(nn.Module):
    """The network as `copilot.triage.network` reads it."""

    def __init__(self, columns: int, shares: np.ndarray, hidden: int, dropped: float) -> None:
        super().__init__()
        self.dropped = dropped
        for name, spread in {"part": 0.075, "around": 0.075, "before": 0.03, "after": 0.03}.items():
            setattr(self, name, nn.Parameter(torch.randn(columns, hidden) * spread))
        self.rest = nn.Parameter(torch.zeros(hidden))
        self.out = nn.Parameter(torch.randn(hidden, len(shares)) * 0.02)
        self.straight = nn.Parameter(torch.zeros(columns, len(shares)))
        self.whole = nn.Parameter(torch.zeros(columns, len(shares)))
        self.bias = nn.Parameter(torch.tensor(np.log(shares / (1 - shares)), dtype=torch.float32))

    def forward(self, read: "Read") -> Tensor:
        """Log odds of every label, one row a part."""
        hidden = read.parts @ self.part + (read.whole @ self.around)[read.owner] + self.rest
        before, after = read.parts @ self.before, read.parts @ self.after
        starts = read.first[1:, None]
        hidden = torch.cat([hidden[:1], hidden[1:] + torch.where(starts, 0.0, before[:-1])])
        hidden = torch.cat([hidden[:-1] + torch.where(starts, 0.0, after[1:]), hidden[-1:]])
        hidden = F.dropout(F.relu(hidden), self.dropped, self.training)
        straight = read.parts @ self.straight + (read.whole @ self.whole + self.bias)[read.owner]
        return hidden @ self.out + straight


@dataclass
class Read:
    """Messages as rows: one for the whole of each, one a part, whose part it is, and whether it is the first."""

    whole: Tensor
    parts: Tensor
    owner: Tensor
    first: Tensor


@dataclass
class Taught:
    """What was taught: the network, and the encoder below it where there is one."""

    head: Head
    encoder: MiniLM | None

    @torch.no_grad()
    def odds(self, messages: Sequence[Message]) -> np.ndarray:
        """Log odds of every label in each message."""
        self.trains(False)
        found = np.zeros((len(messages), len(self.head.bias)), np.float32)
        order = sorted(range(len(messages)), key=lambda place: messages[place].tokens)
        for first in range(0, len(order), MESSAGES):
            places = order[first : first + MESSAGES]
            found[places] = _best(*_shown(self, [messages[place] for place in places]), len(places)).numpy()
        return found

    def trains(self, yes: bool) -> None:
        for one in filter(None, (self.head, self.encoder)):
            one.train(yes)

    def layers(self) -> Layers:
        return {name: one.detach().numpy() for name, one in self.head.named_parameters()}


def as_one(several: Sequence[Taught]) -> Taught:
    """The mean of networks without an encoder, as one that is as wide as all of them."""
    layers = [one.layers() for one in several]
    wide = {
        name: np.concatenate([own[name] for own in layers], -1)
        for name in ("part", "around", "before", "after", "rest")
    }
    wide["out"] = np.concatenate([own["out"] for own in layers]) / len(layers)
    wide |= {name: np.mean([own[name] for own in layers], 0) for name in ("straight", "whole", "bias")}
    head = several[0].head
    return Taught(
        _filled(Head(len(head.part), np.full(len(head.bias), 0.5), len(wide["rest"]), head.dropped), wide), None
    )


def _filled(head: Head, layers: Layers) -> Head:
    head.load_state_dict({name: torch.tensor(layer) for name, layer in layers.items()})
    return head


def fit(
    messages: Sequence[Message],
    truth: np.ndarray,
    marked: Sequence[np.ndarray | None],
    way: Way,
    before: Before | None = None,
) -> Taught:
    """Teaches from messages, one column a label, nan where nobody said; `marked` says the same of some messages' parts.

    It goes on from what was taught `before`: once over every message, at half the rates. With the encoder each time
    takes four to fifteen minutes of two cores for some 30,000 messages; prints how far it is.
    """
    if way.starts == 1 or before:
        return _fit(messages, truth, marked, way, before, 0)
    return as_one([_fit(messages, truth, marked, way, None, start) for start in range(way.starts)])


def _fit(
    messages: Sequence[Message],
    truth: np.ndarray,
    marked: Sequence[np.ndarray | None],
    way: Way,
    before: Before | None,
    start: int,
) -> Taught:
    torch.manual_seed(start)
    draw = np.random.default_rng(start)
    epochs, eased = (1, 0.5) if before else (way.epochs, 1.0)
    shares = (np.nansum(truth, 0) + 1) / ((~np.isnan(truth)).sum(0) + 2)
    known = messages[0].rows.shape[1]
    encoder = MiniLM(TAUGHT, way.encoder[2], before.encoder if before else {}) if way.encoder else None
    hidden = len(before.head["rest"]) if before else way.hidden
    taught = Taught(Head(known + COLUMNS if encoder else known, shares, hidden, way.network[2]), encoder)
    if before:
        _filled(taught.head, before.head)
    learns = [(list(taught.head.parameters()), *way.network[:2])]
    if encoder and way.encoder:
        learns.append(([one for one in encoder.parameters() if one.requires_grad], *way.encoder[:2]))
    groups = [
        {"params": params, "lr": rate, "most": eased * rate, "weight_decay": shrink} for params, rate, shrink in learns
    ]
    descent = torch.optim.AdamW(groups, betas=(0.9, 0.99))
    weights = np.array([way.english if message.stretches else 1.0 for message in messages], np.float32)
    steps, step, began = epochs * len(list(_batches(messages, draw))), 0, time.time()
    for _ in range(epochs):
        for places in _batches(messages, draw):
            rise = min(1.0, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))
            for group in descent.param_groups:
                group["lr"] = group["most"] * rise
            taught.trains(True)
            own = [messages[at] for at in places]
            loss = _loss(taught, own, truth[places], [marked[at] for at in places], weights[places])
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([one for params, *_ in learns for one in params], 1.0)
            descent.step()
            step += 1
            if step % 100 == 0:
                print(f"step {step} of {steps}, {time.time() - began:.0f} s, loss {loss.item():.2f}", flush=True)
    return taught


def _batches(messages: Sequence[Message], draw: np.random.Generator) -> Iterator[list[int]]:
    """The places of messages of like length, in random order."""
    order, found = draw.permutation(len(messages)), []
    for first in range(0, len(order), SHUFFLED):
        batch: list[int] = []
        for place in sorted(order[first : first + SHUFFLED], key=lambda place: messages[place].tokens):
            batch.append(int(place))
            if len(batch) >= MESSAGES or sum(max(messages[one].tokens, 1) for one in batch) > TOKENS:
                found.append(batch)
                batch = []
        found += [batch] if batch else []
    yield from (found[place] for place in draw.permutation(len(found)))


def _loss(
    taught: Taught,
    messages: Sequence[Message],
    truth: np.ndarray,
    marked: Sequence[np.ndarray | None],
    weights: np.ndarray,
) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
        shown, read = _shown(taught, messages)
    shown = shown.float()
    wanted = torch.tensor(truth, dtype=torch.float32)
    missed = F.binary_cross_entropy_with_logits(
        _best(shown, read, len(messages)), torch.nan_to_num(wanted), reduction="none"
    )
    loss = ((missed * ~torch.isnan(wanted)).sum(1) * torch.tensor(weights)).sum()
    before = 0
    for message, told, weight in zip(messages, marked, weights, strict=True):
        after = before + len(message.parts)
        if told is not None:
            own = shown[before:after, : told.shape[1]]
            loss = loss + weight * F.binary_cross_entropy_with_logits(own, torch.tensor(told), reduction="sum")
        before = after
    return loss / len(messages)


def _best(shown: Tensor, read: Read, messages: int) -> Tensor:
    """Each label as far as the part shows it that shows it best."""
    least = torch.full((messages, shown.shape[1]), -1e9)
    return least.scatter_reduce(0, read.owner[:, None].expand_as(shown), shown, "amax")


def _shown(taught: Taught, messages: Sequence[Message]) -> tuple[Tensor, Read]:
    read = _read(messages)
    if taught.encoder:
        read.whole, read.parts = _beside(taught.encoder, messages, read)
    return taught.head(read), read


def _read(messages: Sequence[Message]) -> Read:
    """The rows of messages that are known."""
    counts = [len(message.parts) for message in messages]
    owner = torch.repeat_interleave(torch.arange(len(messages)), torch.tensor(counts))
    return Read(
        torch.tensor(np.concatenate([message.rows[:1] for message in messages])),
        torch.tensor(np.concatenate([message.rows[1:] for message in messages])),
        owner,
        torch.cat([torch.ones(1, dtype=torch.bool), owner[1:] != owner[:-1]]),
    )


def _beside(encoder: MiniLM, messages: Sequence[Message], read: Read) -> tuple[Tensor, Tensor]:
    """(wholes, parts): what the encoder makes of English messages, nought of others, beside the rows that are known."""
    counts = [len(message.parts) for message in messages]
    whole, parts = torch.zeros(len(messages), COLUMNS), torch.zeros(sum(counts), COLUMNS)
    stretches = [stretch for message in messages for stretch in message.stretches]
    if stretches:
        length = max(len(stretch.ids) for stretch in stretches)
        ids = torch.tensor([stretch.ids + [0] * (length - len(stretch.ids)) for stretch in stretches])
        states = encoder(ids, ids > 0).float().reshape(-1, COLUMNS)
        of_whole, of_part = ([], []), ([], [])
        row = part = 0
        for place, message in enumerate(messages):
            for stretch in message.stretches:
                start = row * length
                of_whole[0].extend([place] * len(stretch.ids))
                of_whole[1].extend(range(start, start + len(stretch.ids)))
                for number, first, last in stretch.parts:
                    of_part[0].extend([part + number] * (last - first))
                    of_part[1].extend(range(start + first, start + last))
                row += 1
            part += len(message.parts)
        whole = whole.index_add(0, torch.tensor(of_whole[0]), states[of_whole[1]])
        parts = parts.index_add(0, torch.tensor(of_part[0]), states[of_part[1]])
    return (
        torch.cat([F.normalize(whole, dim=1, eps=1e-6), read.whole], 1),
        torch.cat([F.normalize(parts, dim=1, eps=1e-6), read.parts], 1),
    )
