"""Which pairs the solver sees: all of them, or the best few of each mentee and those that the prices bring back."""

import numpy as np
from numpy.typing import NDArray

from .problem import FORBIDDEN, Ints, Pairs, Scores, blocks, concatenated, pairs_of

WHOLE = 10_000_000  # up to this many cells nothing is left out
TURN = 611_953  # a prime: two mentees that stand side by side begin far apart
KEEP = 50  # candidates of a mentee otherwise


def candidates(scores: Scores, keep: int = KEEP) -> Pairs:
    """Every allowed pair, or each mentee's `keep` best where the table has more than WHOLE cells."""
    if scores.mentees * scores.mentors <= WHOLE:
        keep = scores.mentors
    return concatenated(
        [pairs_of(start, block, _best(start, block, block > FORBIDDEN, keep)) for start, block in blocks(scores)]
    )


def improving(scores: Scores, mentee_price: Ints, mentor_price: Ints, big: int, keep: int = KEEP) -> Pairs:
    """Allowed pairs worth more than their prices, at most the `keep` most promising of each mentee.

    No such pair means that the prices prove the matching against every allowed pair, seen by the solver or not.
    """
    parts, to_beat = [], mentor_price - big
    for start, block in blocks(scores):
        gain = block - to_beat - mentee_price[start : start + len(block), None]
        wanted = _best(start, gain, (gain > 0) & (block > FORBIDDEN), keep)
        parts.append(pairs_of(start, block, wanted))
    return concatenated(parts)


def _best(start: int, values: Ints, marked: NDArray[np.bool_], keep: int) -> NDArray[np.bool_]:
    """Each row's `keep` highest of the marked values.

    Of equals every mentee takes others first, so that not all are sent to the same few mentors.
    """
    crowded = np.flatnonzero(np.count_nonzero(marked, axis=1) > keep)
    if len(crowded):
        mentors = values.shape[1]
        turn = (np.arange(mentors) - (start + crowded[:, None]) * TURN) % mentors
        rank = np.where(marked[crowded], values[crowded].astype(np.int64) * mentors + turn, np.iinfo(np.int64).min)
        marked[crowded] = rank >= np.partition(rank, -keep, axis=1)[:, -keep, None]
    return marked
