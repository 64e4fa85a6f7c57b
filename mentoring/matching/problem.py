"""What is given and what comes out: mentees and mentors are numbers from 0, in an order that never changes.

Shapes: n mentees, m mentors, p pairs. Scores are whole numbers, 0 or more; -1 marks a pair that a rule forbids.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1
NOBODY = -1
BLOCK_CELLS = 200_000  # cells of a block held at once: what a processor keeps near

Ints = NDArray[np.integer]


class Scores(Protocol):
    """Every pair's score, computed by rows so that the whole table never stands in memory."""

    mentees: int
    mentors: int

    def block(self, start: int, stop: int) -> Ints:
        """Scores (stop - start, m) of these mentees with every mentor; FORBIDDEN where a rule says no."""


@dataclass(frozen=True)
class Table:
    """Scores that stand in memory: (n, m)."""

    scores: Ints

    @property
    def mentees(self) -> int:
        return self.scores.shape[0]

    @property
    def mentors(self) -> int:
        return self.scores.shape[1]

    def block(self, start: int, stop: int) -> Ints:
        return self.scores[start:stop]


@dataclass(frozen=True)
class Pairs:
    """Some allowed pairs (p,) each once, by mentee and then by mentor."""

    mentee: Ints
    mentor: Ints
    score: Ints

    def __len__(self) -> int:
        return len(self.score)

    def joined(self, others: "Pairs", mentors: int) -> "Pairs":
        """Both, each pair once, in order again."""
        mentee, mentor, score = (
            np.concatenate(both)
            for both in ((self.mentee, others.mentee), (self.mentor, others.mentor), (self.score, others.score))
        )
        _keys, first = np.unique(mentee * np.int64(mentors) + mentor, return_index=True)
        return Pairs(mentee[first], mentor[first], score[first])


def blocks(scores: Scores) -> Iterator[tuple[int, Ints]]:
    """(first mentee, scores) over all mentees."""
    rows = max(1, BLOCK_CELLS // max(1, scores.mentors))
    for start in range(0, scores.mentees, rows):
        yield start, scores.block(start, min(start + rows, scores.mentees))


def pairs_of(start: int, block: Ints, where: NDArray[np.bool_]) -> Pairs:
    """The marked pairs of a block."""
    row, mentor = np.nonzero(where)
    return Pairs(row + start, mentor, block[row, mentor].astype(np.int64))


def concatenated(parts: list[Pairs]) -> Pairs:
    """Parts in order of their mentees as one."""
    if not parts:
        return Pairs(*(np.zeros(0, np.int64) for _name in range(3)))
    return Pairs(*(np.concatenate([getattr(one, name) for one in parts]) for name in ("mentee", "mentor", "score")))
