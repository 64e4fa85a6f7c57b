"""What makes a mentor fit a mentee: each criterion is 0 to 100 points, each rule allows a pair or not.

Every criterion and every rule is the product of a row of the mentee and a column of the mentor, (n, f) @ (f, m), in
small whole numbers: so the whole table is one matrix product by blocks, and one pair's reasons are the same product.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .problem import FORBIDDEN, Ints

FULL = 100  # points of a criterion that fits entirely
EXACT = 2**24  # whole numbers below it are exact in single precision
LEVELS = 5

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Factor:
    """One criterion or rule: left (n, f) @ right (f, m)."""

    name: str
    left: Floats
    right: Floats

    def of(self, mentee: int, mentor: int) -> int:
        return round(float(self.left[mentee] @ self.right[:, mentor]))


def competency_fit(wanted: Ints, offered: Ints) -> Factor:
    """Points for each wanted competency that the mentor masters: all at a level above the target, half at the target.

    wanted: target levels (n, c), offered: own levels (m, c), 0 for none. The points of a mentee who wants several are
    shared out evenly, in whole points.
    """
    each = FULL // 2 // np.maximum(1, (wanted > 0).sum(axis=1, keepdims=True))
    left = [(wanted == level) * each for level in range(1, LEVELS + 1)]
    right = [(offered >= level) * 1 + (offered > level) for level in range(1, LEVELS + 1)]
    return _factor("competency", np.concatenate(left, axis=1), np.concatenate(right, axis=1).T)


def rank_fit(mentee: Ints, mentor: Ints, *, best: int, loss: int) -> Factor:
    """All points where the mentor stands `best` ranks higher, `loss` fewer for each rank away from it."""
    return _by_table("rank", mentee, mentor, lambda low, high: np.maximum(0, FULL - loss * abs(high - low - best)))


def rank_rule(mentee: Ints, mentor: Ints, *, least: int) -> Factor:
    """Broken where the mentor stands fewer than `least` ranks higher."""
    return _by_table("rank", mentee, mentor, lambda low, high: high - low < least)


def zone_fit(mentee: Ints, mentor: Ints) -> Factor:
    """Half of the points gone for each hour between the two; zones are hours from UTC."""
    return _by_table("zone", mentee, mentor, lambda one, other: np.maximum(0, FULL - FULL // 2 * abs(one - other)))


def zone_rule(mentee: Ints, mentor: Ints, *, most: int) -> Factor:
    """Broken where more than `most` hours lie between the two."""
    return _by_table("zone", mentee, mentor, lambda one, other: abs(one - other) > most)


def other_unit_fit(mentee: Ints, mentor: Ints) -> Factor:
    """All points where the two work in different units; units are numbers."""
    return _by_table("unit", mentee, mentor, lambda one, other: FULL * (one != other))


def other_unit_rule(mentee: Ints, mentor: Ints) -> Factor:
    """Broken where both work in the same unit."""
    return _by_table("unit", mentee, mentor, lambda one, other: one == other)


def language_fit(spoken: NDArray[np.bool_], offered: NDArray[np.bool_]) -> Factor:
    """All points for the language that the mentee prefers; (n, l) holds one language each, (m, l) any number."""
    return _factor("language", spoken * FULL, offered.T)


def _by_table(name: str, mentee: Ints, mentor: Ints, value: Callable[[Ints, Ints], NDArray[Any]]) -> Factor:
    """The value of each pair of codes, as one row for each code that mentees have."""
    codes = np.unique(mentee)
    return _factor(name, mentee[:, None] == codes, value(codes[:, None], mentor[None, :]))


def _factor(name: str, left: NDArray[Any], right: NDArray[Any]) -> Factor:
    return Factor(name, left.astype(np.float32), right.astype(np.float32))


@dataclass(frozen=True)
class Bonus:
    """Points for single pairs, each once: who asked for whom. Arrays (k,)."""

    name: str
    mentee: Ints
    mentor: Ints
    points: Ints


@dataclass(frozen=True)
class Ban:
    """Single pairs that a rule forbids: the same person, a reporting line, forbidden by HR. Arrays (k,)."""

    name: str
    mentee: Ints
    mentor: Ints


@dataclass(frozen=True)
class Criteria:
    """Everything that decides about a pair; `weights` by the name of a criterion, 0 to 10, 1 where none is given.

    A pair also needs one competency in common: without it no score is high enough.
    """

    competency: Factor
    fits: Sequence[Factor] = ()
    rules: Sequence[Factor] = ()
    bonuses: Sequence[Bonus] = ()
    bans: Sequence[Ban] = ()
    weights: dict[str, int] = field(default_factory=dict)

    @property
    def mentees(self) -> int:
        return len(self.competency.left)

    @property
    def mentors(self) -> int:
        return self.competency.right.shape[1]

    def block(self, start: int, stop: int) -> Ints:
        """Scores (stop - start, m), FORBIDDEN where a rule is broken."""
        rows = slice(start, stop)
        common = self.competency.left[rows] @ self.competency.right
        left, right = self._product
        points = left[rows] @ right + common * self.weight("competency")
        scores = points.astype(np.int32)
        for bonus in self.bonuses:
            inside = (bonus.mentee >= start) & (bonus.mentee < stop)
            at = (bonus.mentee[inside] - start, bonus.mentor[inside])
            scores[at] += bonus.points[inside] * self.weight(bonus.name)
        scores[(points < 0) | (common <= 0)] = FORBIDDEN
        for ban in self.bans:
            inside = (ban.mentee >= start) & (ban.mentee < stop)
            scores[ban.mentee[inside] - start, ban.mentor[inside]] = FORBIDDEN
        return scores

    def weight(self, name: str) -> int:
        return self.weights.get(name, 1)

    @cached_property
    def _product(self) -> tuple[Floats, Floats]:
        """Every other criterion by its weight; a broken rule takes more points than all criteria can give."""
        most = FULL * (self.weight("competency") + sum(self.weight(one.name) for one in self.fits)) + 1
        assert most * (len(self.rules) + 1) < EXACT
        parts = [(one, self.weight(one.name)) for one in self.fits] + [(one, -most) for one in self.rules]
        if not parts:
            return np.zeros((self.mentees, 1), np.float32), np.zeros((1, self.mentors), np.float32)
        left = np.concatenate([one.left * np.float32(times) for one, times in parts], axis=1)
        return left, np.concatenate([one.right for one, _times in parts])
