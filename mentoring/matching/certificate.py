"""Checks a matching against its prices without knowing how either was found. Weak duality in whole numbers.

A pair is worth `big` + its score. If no allowed pair is worth more than its two prices together, no matching at all is
worth more than the mentees' prices plus the mentors' prices times their places; a matching worth just that is best.
"""

from collections.abc import Iterable

import numpy as np


class RefusedError(ValueError):
    """The matching or its prices are not what they claim to be."""


def verify(
    pairs: Iterable[tuple[np.ndarray, np.ndarray, np.ndarray]],
    capacity: np.ndarray,
    mentor_of: np.ndarray,
    mentee_price: np.ndarray,
    mentor_price: np.ndarray,
    big: int,
) -> None:
    """Raise RefusedError unless the matching has most pairs and, of those, the highest sum of scores.

    `pairs`: parts (mentee (p,), mentor (p,), score (p,)) that hold every allowed pair once; `mentor_of`: (n,), -1 for
    nobody; prices (n,) and (m,); `capacity` (m,). Linear in the pairs.
    """
    mentees, mentors = len(mentor_of), len(capacity)
    _refuse(len(mentee_price) != mentees or len(mentor_price) != mentors, "a price for each person")
    _refuse(any(one.dtype.kind != "i" for one in (mentor_of, mentee_price, mentor_price, capacity)), "whole numbers")
    _refuse(mentees and (mentee_price.min() < 0 or mentor_of.min() < -1), "no price below nothing")
    _refuse(mentors and (mentor_price.min() < 0 or capacity.min() < 0), "no price below nothing")
    _refuse(mentees and mentor_of.max() >= mentors, "known mentors")
    matched = mentor_of >= 0
    _refuse((np.bincount(mentor_of[matched], minlength=mentors) > capacity).any(), "no mentor above capacity")
    found, worth, best = np.zeros(mentees, np.int64), 0, 0
    for mentee, mentor, score in pairs:
        _refuse(len(score) and score.min() < 0, "no score below nothing")
        _refuse((score + big > mentee_price[mentee] + mentor_price[mentor]).any(), "no pair above its prices")
        chosen = mentor_of[mentee] == mentor
        np.add.at(found, mentee[chosen], 1)
        worth += int((score[chosen] + big).sum())
        best = max(best, int(score.max(initial=0)))
    _refuse(big <= mentees * best, "pairs before scores")
    _refuse((found != matched).any(), "every chosen pair allowed")
    prices = sum(map(int, mentee_price)) + sum(int(a) * int(b) for a, b in zip(mentor_price, capacity, strict=True))
    _refuse(worth != prices, "worth as much as the prices")


def _refuse(broken: object, rule: str) -> None:
    if broken:
        raise RefusedError(rule)
