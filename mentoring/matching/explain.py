"""Reasons: why this pair, why not that one, who is short of whom."""

from dataclasses import dataclass

import numpy as np

from .criteria import Criteria
from .matching import Matching
from .problem import NOBODY, Ints, Scores, blocks


@dataclass(frozen=True)
class Verdict:
    """What decides about a pair: points by criterion (weight included), and the names of the rules it breaks."""

    points: dict[str, int]
    broken: tuple[str, ...]

    @property
    def score(self) -> int:
        return sum(self.points.values())


@dataclass(frozen=True)
class Cost:
    """What a matching with this pair loses at least, proved by the prices: whole pairs, and score beside them."""

    pairs: int
    score: int


@dataclass(frozen=True)
class Shortage:
    """Mentees (k,) who can only share these mentors (l,), whose places are all taken; some of them stay without."""

    mentees: Ints
    mentors: Ints


def verdict(criteria: Criteria, mentee: int, mentor: int) -> Verdict:
    """One pair by criterion; its score is what the matching counted."""
    points = {one.name: one.of(mentee, mentor) * criteria.weight(one.name)
              for one in (criteria.competency, *criteria.fits)}  # fmt: skip
    for bonus in criteria.bonuses:
        here = (bonus.mentee == mentee) & (bonus.mentor == mentor)
        points[bonus.name] = int(bonus.points[here].sum()) * criteria.weight(bonus.name)
    broken = [rule.name for rule in criteria.rules if rule.of(mentee, mentor)]
    broken += [ban.name for ban in criteria.bans if ((ban.mentee == mentee) & (ban.mentor == mentor)).any()]
    if not points["competency"]:
        broken.append("competency")
    return Verdict(points, tuple(broken))


def cost_of(matching: Matching, mentee: int, mentor: int, score: int) -> Cost:
    """The least that forcing an allowed pair of this score costs. Nothing, where it is as good as what was chosen."""
    lost = int(matching.mentee_price[mentee] + matching.mentor_price[mentor]) - score - matching.big
    pairs, rest = divmod(lost + matching.big // 2, matching.big)
    return Cost(pairs, rest - matching.big // 2)


def shortage(matching: Matching) -> Shortage:
    """Who competes for the same few places: those whose mentors all have the price of a whole pair.

    One more place with any of these mentors would bring one more pair. Mentees without any allowed mentor are short
    too. Both empty where everyone has a mentor.
    """
    scarce = matching.mentor_price > matching.big // 2
    short = matching.mentor_of == NOBODY
    short[matching.mentor_of != NOBODY] = scarce[matching.mentor_of[matching.mentor_of != NOBODY]]
    return Shortage(np.flatnonzero(short), np.flatnonzero(scarce))


def without_any(scores: Scores) -> Ints:
    """The mentees (k,) to whom no mentor is allowed."""
    parts = [start + np.flatnonzero((block < 0).all(axis=1)) for start, block in blocks(scores)]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
