"""The obvious way, for comparison: the highest score first, of equals the mentee and mentor that come first."""

import numpy as np

from .problem import NOBODY, Ints, Pairs


def greedy(pairs: Pairs, mentees: int, capacity: Ints) -> Ints:
    """The number of the chosen pair of each mentee (n,), NOBODY where there is none."""
    chosen = np.full(mentees, NOBODY, np.int64)
    places, free = capacity.tolist(), [True] * mentees
    order = np.argsort(-pairs.score, kind="stable")
    for number, mentee, mentor in zip(
        order.tolist(), pairs.mentee[order].tolist(), pairs.mentor[order].tolist(), strict=True
    ):
        if free[mentee] and places[mentor]:
            free[mentee] = False
            places[mentor] -= 1
            chosen[mentee] = number
    return chosen
