"""Boosted trees of scikit-learn as the arrays that `copilot/checks/trees.py` weighs."""

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier


def arrays(model: GradientBoostingClassifier) -> dict[str, np.ndarray]:
    """The trees made complete: a leaf that comes early is all the leaves below its place."""
    trees, depth = model.n_estimators, model.max_depth
    inner, places = 2**depth - 1, 2 ** (depth + 1) - 1
    feature, threshold = np.zeros((trees, inner), np.uint8), np.zeros((trees, inner), np.float32)
    value = np.zeros((trees, places), np.float32)
    for number, (fitted,) in enumerate(model.estimators_):
        tree = fitted.tree_
        at = [0] * places
        for place in range(places):
            node = at[place]
            if place < inner:
                leaf = tree.children_left[node] < 0
                at[2 * place + 1], at[2 * place + 2] = (
                    (node, node) if leaf else (tree.children_left[node], tree.children_right[node])
                )
                feature[number, place] = 0 if leaf else tree.feature[node]
                threshold[number, place] = 0.0 if leaf else tree.threshold[node]
            value[number, place] = model.learning_rate * tree.value[node][0][0]
    start = float(model.init_.class_prior_[1])
    return {"feature": feature, "threshold": threshold, "value": value, "start": np.log(start / (1 - start))}
