"""The checker accepts what is proved and refuses everything else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentoring.matching.certificate import RefusedError, verify
from mentoring.matching.matching import match
from mentoring.matching.problem import FORBIDDEN, Table, blocks, pairs_of

from .problems import crowd, problems


def parts(scores):
    for start, block in blocks(scores):
        pairs = pairs_of(start, block, block > FORBIDDEN)
        yield pairs.mentee, pairs.mentor, pairs.score


def check(table, capacity, matching):
    verify(parts(table), capacity, matching.mentor_of, matching.mentee_price, matching.mentor_price, matching.big)


def is_refused(table, capacity, matching):
    try:
        check(table, capacity, matching)
    except RefusedError:
        return True
    return False


@given(problems(most=7))
def test_certificate_of_a_matching_is_accepted(problem):
    table, capacity = problem
    check(table, capacity, match(table, capacity))


def test_certificate_of_a_large_matching_is_accepted_and_of_a_changed_one_refused():
    table, capacity = crowd(400, 150), np.full(150, 2, np.int64)
    matching = match(table, capacity)
    check(table, capacity, matching)
    swapped = matching.mentor_of.copy()
    swapped[[0, 1]] = swapped[[1, 0]]
    assert is_refused(table, capacity, replace(matching, mentor_of=swapped))


@given(problems(), st.data())
def test_certificate_with_another_mentor_is_refused_unless_as_good(problem, data):
    table, capacity = problem
    assume(table.mentees)
    matching = match(table, capacity)
    mentee = data.draw(st.integers(0, table.mentees - 1))
    other = matching.mentor_of.copy()
    other[mentee] = data.draw(st.integers(-1, table.mentors - 1))
    taken = [(one, int(mentor)) for one, mentor in enumerate(other) if mentor >= 0]
    scores = [int(table.scores[pair]) for pair in taken]
    fits = (np.bincount([mentor for _one, mentor in taken], minlength=table.mentors) <= capacity).all()
    as_good = fits and min(scores, default=0) >= 0 and (len(taken), sum(scores)) == (matching.pairs, matching.score)
    assert is_refused(table, capacity, replace(matching, mentor_of=other)) == (not as_good)


@given(problems(), st.data())
def test_certificate_with_another_price_is_refused(problem, data):
    """Both sums must meet: a price that counts can't be changed alone. One times no places does not count."""
    table, capacity = problem
    matching = match(table, capacity)
    side, weights = data.draw(
        st.sampled_from([("mentee_price", np.ones(table.mentees, np.int64)), ("mentor_price", capacity)])
    )
    counted = np.flatnonzero(weights)
    assume(len(counted))
    prices = getattr(matching, side).copy()
    prices[data.draw(st.sampled_from(counted.tolist()))] += data.draw(st.integers(1, 9)) * data.draw(
        st.sampled_from((1, -1))
    )
    assert is_refused(table, capacity, replace(matching, **{side: prices}))


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"mentor_of": np.array([0, 0])}, "no mentor above capacity"),
        ({"mentor_of": np.array([0, 7])}, "known mentors"),
        ({"mentor_of": np.array([1, -1])}, "every chosen pair allowed"),
        ({"mentee_price": np.array([0])}, "a price for each person"),
        ({"mentee_price": np.array([0.5, 0])}, "whole numbers"),
        ({"mentor_price": np.array([-1, 0])}, "no price below nothing"),
        ({"big": 1}, "pairs before scores"),
    ],
)
def test_certificate_broken_names_the_rule(changed, rule):
    table, capacity = Table(np.array([[3, -1], [2, 5]])), np.array([1, 1])
    matching = replace(match(table, capacity), **changed)
    if "big" in changed:
        matching = replace(matching, mentee_price=np.array([9, 9]), mentor_price=np.array([0, 0]))
    with pytest.raises(RefusedError, match=rule):
        check(table, capacity, matching)


def test_certificate_for_fewer_pairs_than_allowed_is_refused():
    """Who hides a pair from the solver is found out by the full list."""
    hidden, capacity = Table(np.array([[3], [-1]])), np.array([1])
    full = Table(np.array([[3], [4]]))
    assert not is_refused(hidden, capacity, match(hidden, capacity))
    assert is_refused(full, capacity, match(hidden, capacity))
