"""From scores to a proven matching."""

from dataclasses import dataclass

import numpy as np

from .candidates import KEEP, candidates, improving
from .greedy import greedy
from .prices import prices
from .problem import NOBODY, Ints, Pairs, Scores
from .solver import big_of, solve


@dataclass(frozen=True)
class Matching:
    """Who gets whom, and why nothing is better.

    mentor_of: (n,), NOBODY for who stays without. mentee_price (n,), mentor_price (m,): the certificate, in units of
    score, where a pair counts `big` beside its score. `greedy_pairs`, `greedy_score`: what the obvious way would give.
    """

    mentor_of: Ints
    mentee_price: Ints
    mentor_price: Ints
    big: int
    score: int
    greedy_pairs: int
    greedy_score: int

    @property
    def pairs(self) -> int:
        return int((self.mentor_of != NOBODY).sum())


def match(scores: Scores, capacity: Ints, *, keep: int = KEEP) -> Matching:
    """Most pairs first, then the highest sum of scores, over every allowed pair.

    Where only the best `keep` candidates of each mentee went in, pairs whose worth exceeds their prices are brought
    back until there is none, so that the prices prove the result for all of them.
    """
    pairs = candidates(scores, keep)
    simple = greedy(pairs, scores.mentees, capacity)
    greedy_pairs, greedy_score = int((simple != NOBODY).sum()), _sum(pairs, simple)
    while True:
        big = big_of(scores.mentees, int(pairs.score.max(initial=0)))
        chosen = solve(pairs, scores.mentees, capacity)
        mentee_price, mentor_price = prices(pairs, chosen, capacity, big)
        missing = improving(scores, mentee_price, mentor_price, big, keep)
        if not len(missing):
            break
        pairs = pairs.joined(missing, scores.mentors)
    return Matching(
        mentor_of=np.append(pairs.mentor, NOBODY)[chosen],
        mentee_price=mentee_price,
        mentor_price=mentor_price,
        big=big,
        score=_sum(pairs, chosen),
        greedy_pairs=greedy_pairs,
        greedy_score=greedy_score,
    )


def _sum(pairs: Pairs, chosen: Ints) -> int:
    return int(np.append(pairs.score, 0)[chosen].sum())
