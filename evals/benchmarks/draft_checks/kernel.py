"""What texts sound like by their embeddings and counted words, as the few arrays that `copilot/checks/speech.py` weighs."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from copilot.checks import speech

OFFSET, COST, LOOSE = 0.5, 1.0, 4.0


@dataclass(frozen=True)
class Texts:
    """What is compared of several texts: their embeddings, their words and pairs of words, how rare each of these is."""

    rows: np.ndarray
    words: csr_array
    rarity: np.ndarray

    def alike(self, some: np.ndarray, others: np.ndarray) -> np.ndarray:
        """How alike each text of some places is to each of other places."""
        meant = (self.rows[some] @ self.rows[others].T + OFFSET) ** 2
        return meant + (self.words[some] @ self.words[others].T).toarray()

    def table(self, places: np.ndarray) -> csr_array:
        """Embeddings and words of some texts beside each other."""
        found = csr_array(hstack([csr_array(self.rows[places]), self.words[places]]))
        small = (found.data, found.indices.astype(np.int32), found.indptr.astype(np.int32))
        return csr_array(small, shape=found.shape)  # what fits them takes no longer numbers


def read(texts: list[str]) -> Texts:
    """The texts, with the rarity of words among them."""
    rarity = _rarity(texts)
    return Texts(speech.embedded(texts), _counted(texts, rarity), rarity)


def fitted(kernel: np.ndarray, good: np.ndarray, weight: np.ndarray | None = None) -> SVC:
    """Support vectors that tell good texts from others, by how alike each is to each."""
    return SVC(C=COST, kernel="precomputed").fit(kernel, good, sample_weight=weight)


def arrays(model: SVC, texts: Texts) -> dict[str, np.ndarray]:
    """The sum over support vectors, multiplied out: what pairs of dimensions, single ones and words count."""
    weights, chosen = model.dual_coef_[0], texts.rows[model.support_]
    square = (chosen * weights[:, None]).T @ chosen
    return {
        "pairs": (2 * square - np.diag(np.diag(square)))[np.triu_indices(len(square))].astype(np.float16),
        "line": (2 * OFFSET * (weights @ chosen)).astype(np.float16),
        "offset": np.float32(OFFSET**2 * weights.sum() + model.intercept_[0]),
        "rarity": texts.rarity.astype(np.float16),
        "words": (texts.words[model.support_].T @ weights).astype(np.float16),
    }


def straight(texts: Texts, places: np.ndarray, good: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    """Weights of single dimensions and words that tell good texts from others."""
    model = LogisticRegression(C=LOOSE, max_iter=200, solver="liblinear")
    return model.fit(texts.table(places), good, sample_weight=weight)


def straight_arrays(model: LogisticRegression, texts: Texts) -> dict[str, np.ndarray]:
    """The same arrays as those of support vectors, but that pairs of dimensions count nothing."""
    size = texts.rows.shape[1]
    weights = model.coef_[0]
    return {
        "pairs": np.zeros(size * (size + 1) // 2, np.float16),
        "line": weights[:size].astype(np.float16),
        "offset": np.float32(model.intercept_[0]),
        "rarity": texts.rarity.astype(np.float16),
        "words": weights[size:].astype(np.float16),
    }


def _rarity(texts: list[str]) -> np.ndarray:
    """How rare the words of each place are; what stands in one text alone tells nothing."""
    seen = np.zeros(speech.BUCKETS, np.float32)
    for text in texts:
        seen[speech.counted(text, np.ones(speech.BUCKETS, np.float32))[0]] += 1
    return np.where(seen > 1, np.log((1 + len(texts)) / (1 + seen)) + 1, 0).astype(np.float32)


def _counted(texts: list[str], rarity: np.ndarray) -> csr_array:
    rows = [speech.counted(text, rarity) for text in texts]
    starts = np.cumsum([0, *(len(places) for places, _ in rows)])
    places, weights = np.concatenate([p for p, _ in rows]), np.concatenate([w for _, w in rows])
    return csr_array((weights, places, starts), shape=(len(texts), speech.BUCKETS))
