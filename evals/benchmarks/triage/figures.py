"""Figures that several of these scripts print."""

import numpy as np


def ece(shares: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: how far a chance is from the rate of being right, over equal-width bins."""
    places = np.minimum((shares * bins).astype(int), bins - 1)
    gaps = (
        abs(shares[places == place].mean() - right[places == place].mean()) * (places == place).mean()
        for place in np.unique(places)
    )
    return float(sum(gaps))
