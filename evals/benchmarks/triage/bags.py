"""Fitting signs: a message is a bag of parts, and a label is shown by the whole of it and by the part that shows it best."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from copilot.models import Message, Ticket
from copilot.triage.reading import read
from copilot.triage.signs import hear

STEPS, WARM = 240, 60
RATE = 0.05
PENALTY = 0.3
"""Of the squared weights, over the number of messages."""


FILLERS = (
    "Emily Carter", "Stefan Grünwald", "Aïcha Benali", "Ben Okoro", "Giulia Ferraro", "Inês Carvalho", "Sanne de Vries",
    "Marcus", "Hannah", "José", "R. Stone", "Dr. K. Weber", "Élodie Charpentier", "Oliver H.", "Sent from my iPhone",
    "Madison, WI", "24 Elm Road, Leeds", "Tel. 0151 496 0000", "Photo attached", "See the picture", "Foto anbei", "cheers",
    "Thanks", "Ta", "Danke", "Merci", "Gracias", "Grazie", "Obrigada", "Groetjes", "LG", "Kind regards", "xx", "Hi again",
    "on Monday", "last week", "12 November", "Bestellung 40118", "order number 77218", "two", "black", "the blue one",
    "for my mother", "I live in Ghent", "we are four", "as you wrote", "I ordered it online", "it came yesterday",
    "hier ist Weber", "je suis à Lyon", "desde Sevilla", "sono di Torino", "moro no Porto", "ik woon in Breda",
    "Call notes:", "Voicemail:", "Customer says:", "Telefonnotiz:", "@shop", "lol", "hm", "btw",
)  # fmt: skip
"""What stands in messages and shows nothing."""


@dataclass
class Bags:
    """Vectors of whole messages, and of their parts one after the other: message i has `counts[i]` of them."""

    whole: np.ndarray
    parts: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, texts: list[tuple[str | None, str]], padded: bool = False) -> "Bags":
        """Of subjects and texts; `padded` with names and the like as further parts, which show nothing."""
        rows = [rows_of(subject, text) for subject, text in texts]
        if padded:
            draw = np.random.default_rng(0)
            fillers = [rows_of(None, text)[0] for text in FILLERS]
            rows = [
                np.vstack([row, *(fillers[place] for place in draw.choice(len(fillers), draw.integers(0, 3)))])
                for row in rows
            ]
        return cls(
            np.array([row[0] for row in rows]),
            np.vstack([row[1:] for row in rows]),
            np.array([len(row) - 1 for row in rows]),
        )

    @property
    def starts(self) -> np.ndarray:
        return np.concatenate([[0], np.cumsum(self.counts)[:-1]])

    def only(self, places: np.ndarray) -> "Bags":
        starts = self.starts
        rows = np.concatenate([np.arange(starts[place], starts[place] + self.counts[place]) for place in places])
        return Bags(self.whole[places], self.parts[rows], self.counts[places])


@cache
def rows_of(subject: str | None, text: str) -> np.ndarray:
    """A message as triage hears it: the row of the whole, then those of its parts."""
    message = Message(author="customer", body=text)
    heard = hear(read(Ticket(id="t", channel="email", subject=subject, messages=[message])))[0]
    return np.vstack([heard.whole, heard.parts])


def fit(bags: Bags, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(whole, parts, bias): penalised logistic regression of each label, by Adam; the parts' mean leads, then their best."""
    number, labels = truth.shape
    bias = np.log((truth.sum(0) + 1) / ((1 - truth).sum(0) + 1)).astype(np.float32)
    weights = [
        np.zeros((labels, bags.whole.shape[1]), np.float32),
        np.zeros((labels, bags.whole.shape[1]), np.float32),
        bias,
    ]
    momenta, squares = [np.zeros_like(one) for one in weights], [np.zeros_like(one) for one in weights]
    starts = bags.starts
    mean = np.add.reduceat(bags.parts, starts, axis=0) / bags.counts[:, None]
    for step in range(1, STEPS + 1):
        whole, parts, bias = weights
        if step <= WARM:
            slope = (chances(bags.whole @ whole.T + mean @ parts.T + bias) - truth) / number
            leant = slope.T @ mean
        else:
            logits = bags.parts @ parts.T
            best = np.maximum.reduceat(logits, starts, axis=0)
            slope = (chances(bags.whole @ whole.T + best + bias) - truth) / number
            spread = np.where(logits >= np.repeat(best, bags.counts, axis=0), np.repeat(slope, bags.counts, axis=0), 0)
            leant = spread.T.astype(np.float32) @ bags.parts
        slopes = (slope.T @ bags.whole + whole * PENALTY / number, leant + parts * PENALTY / number, slope.sum(axis=0))
        rate = RATE if step < STEPS * 0.7 else RATE * 0.3
        for place, down in enumerate(slopes):
            momenta[place] = 0.9 * momenta[place] + 0.1 * down
            squares[place] = 0.99 * squares[place] + 0.01 * down**2
            stride = momenta[place] / (1 - 0.9**step) / (np.sqrt(squares[place] / (1 - 0.99**step)) + 1e-8)
            weights[place] = (weights[place] - rate * stride).astype(np.float32)
    return weights[0], weights[1], weights[2]


def logits(fitted: tuple[np.ndarray, np.ndarray, np.ndarray], bags: Bags) -> np.ndarray:
    whole, parts, bias = fitted
    return bags.whole @ whole.T + np.maximum.reduceat(bags.parts @ parts.T, bags.starts, axis=0) + bias


def held_out(bags: Bags, truth: np.ndarray, writers: np.ndarray) -> np.ndarray:
    """Logits of each writer's messages from signs that were fitted to the others' alone."""
    found = np.zeros(truth.shape, np.float32)
    for writer in range(writers.max() + 1):
        kept, left = np.flatnonzero(writers != writer), np.flatnonzero(writers == writer)
        found[left] = logits(fit(bags.only(kept), truth[kept]), bags.only(left))
    return found


def calibration(logits: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(slopes, shifts), one each a label: Platt's, by Newton's method, drawn towards 1 and 0 where examples are few."""
    found = []
    for column, wanted in zip(logits.T, truth.T, strict=True):
        line = np.array([1.0, 0.0])
        rows = np.stack([column, np.ones_like(column)], axis=1).astype(float)
        for _ in range(25):
            shares = chances(rows @ line)
            slope = rows.T @ (shares - wanted) + PRIOR * (line - [1.0, 0.0])
            curve = (rows * (shares * (1 - shares))[:, None]).T @ rows + PRIOR * np.eye(2)
            line = line - np.linalg.solve(curve, slope)
        found.append(line)
    lines = np.array(found, np.float32)
    return np.maximum(lines[:, 0], 0.2), lines[:, 1]


PRIOR = 5.0


def chances(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
