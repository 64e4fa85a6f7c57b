"""Prices of the optimum: what a mentee's and a mentor's place are worth. They are the proof (certificate.py)."""

import numpy as np

from .problem import Ints, Pairs


class NotOptimalError(ValueError):
    """There are no prices, because the matching could be better."""


def prices(pairs: Pairs, chosen: Ints, capacity: Ints, big: int) -> tuple[Ints, Ints]:
    """(mentee prices (n,), mentor prices (m,)), the lowest for mentors: what one more place of each would bring.

    A mentor's price must make no other mentee wish to come: it rises along chains of mentees who would move up when
    somebody takes their place, until nothing changes. These are shortest distances in the optimum's residual graph.
    Raises NotOptimalError.
    """
    worth = np.append(pairs.score + big, 0)  # NOBODY, -1, finds the entries added at the end
    mentor_of = np.append(pairs.mentor, len(capacity))[chosen]
    margin = worth[:-1] - worth[chosen][pairs.mentee]
    at = np.zeros(len(capacity) + 1, np.int64)
    moved = np.ones(len(capacity) + 1, bool)
    for _round in range(len(capacity) + 2):
        active = np.flatnonzero(moved[mentor_of][pairs.mentee])
        raised = at.copy()
        np.maximum.at(raised, pairs.mentor[active], margin[active] + at[mentor_of[pairs.mentee[active]]])
        moved = raised > at
        at = raised
        if not moved.any():
            break
    mentor_price = at[:-1]
    used = np.bincount(mentor_of, minlength=len(capacity) + 1)[:-1]
    mentee_price = worth[chosen] - at[mentor_of]
    if moved.any() or (mentee_price < 0).any() or mentor_price[used < capacity].any():
        raise NotOptimalError
    return mentee_price, mentor_price
