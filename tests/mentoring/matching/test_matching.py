"""The optimum against every other way to find it."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from scipy.optimize import linear_sum_assignment

from mentoring.matching import candidates as candidates_module
from mentoring.matching.candidates import candidates
from mentoring.matching.matching import match
from mentoring.matching.prices import NotOptimalError, prices
from mentoring.matching.problem import NOBODY, Table
from mentoring.matching.solver import big_of, solve

from .problems import crowd, problems


def best_by_trying_all(table, capacity):
    """(pairs, score) of the best of all ways."""
    best = (0, 0)
    for choice in product(range(NOBODY, table.mentors), repeat=table.mentees):
        taken = [(mentee, mentor) for mentee, mentor in enumerate(choice) if mentor != NOBODY]
        scores = [int(table.scores[pair]) for pair in taken]
        used = np.bincount([mentor for _mentee, mentor in taken], minlength=table.mentors)
        if (used <= capacity).all() and min(scores, default=0) >= 0:
            best = max(best, (len(taken), sum(scores)))
    return best


@given(problems(most=4))
def test_match_small_is_the_best_of_all_ways(problem):
    table, capacity = problem
    matching = match(table, capacity)
    assert (matching.pairs, matching.score) == best_by_trying_all(table, capacity)


@pytest.mark.parametrize("seed", range(3))
def test_match_large_equals_the_assignment_of_scipy(seed):
    table = crowd(300, 120, seed=seed)
    capacity = np.random.default_rng(seed).integers(0, 4, 120)
    places = np.repeat(np.arange(120), capacity)
    big = big_of(300, int(table.scores.max()))
    worth = np.where(table.scores < 0, 0, table.scores.astype(np.int64) + big)[:, places]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    pairs, score = divmod(int(worth[rows, columns].sum()), big)
    matching = match(table, capacity)
    assert (matching.pairs, matching.score) == (pairs, score)


def test_match_again_gives_the_same_pairs():
    table, capacity = Table(np.ones((30, 20), np.int64)), np.ones(20, np.int64)
    assert match(table, capacity).mentor_of.tolist() == match(table, capacity).mentor_of.tolist()


def test_match_with_few_candidates_is_as_good_as_with_all(monkeypatch):
    """Ten candidates for each lose pairs; the prices bring back what is missing."""
    table, capacity = crowd(200, 90), np.full(90, 2, np.int64)
    whole = match(table, capacity)
    monkeypatch.setattr(candidates_module, "WHOLE", 0)
    pruned = solve(candidates(table, 10), 200, capacity)
    few = match(table, capacity, keep=10)
    assert int((pruned != NOBODY).sum()) < whole.pairs
    assert (few.pairs, few.score) == (whole.pairs, whole.score)


def test_match_beats_the_greedy_way():
    matching = match(crowd(200, 90), np.full(90, 2, np.int64))
    greedy = (matching.greedy_pairs, matching.greedy_score)
    assert greedy < (matching.pairs, matching.score)


def test_greedy_takes_the_highest_first():
    matching = match(Table(np.array([[10, 9], [9, -1]])), np.array([1, 1]))
    assert (matching.greedy_pairs, matching.greedy_score) == (1, 10)
    assert (matching.mentor_of.tolist(), matching.score) == ([1, 0], 18)


def test_candidates_of_equal_score_differ_from_mentee_to_mentee(monkeypatch):
    monkeypatch.setattr(candidates_module, "WHOLE", 0)
    pairs = candidates(Table(np.ones((8, 100), np.int64)), keep=5)
    assert np.bincount(pairs.mentee).tolist() == [5] * 8
    assert len(set(pairs.mentor.tolist())) > 5


@given(problems())
def test_price_of_a_mentor_is_what_one_more_place_brings(problem):
    table, capacity = problem
    matching = match(table, capacity)
    for mentor in range(table.mentors):
        more = match(table, capacity + (np.arange(table.mentors) == mentor))
        gain = (more.pairs - matching.pairs) * matching.big + more.score - matching.score
        assert int(matching.mentor_price[mentor]) == gain


@given(problems())
def test_prices_of_a_worse_matching_do_not_exist(problem):
    table, capacity = problem
    pairs = candidates(table)
    nobody = np.full(table.mentees, NOBODY)
    if solve(pairs, table.mentees, capacity).max(initial=NOBODY) == NOBODY:
        return
    with pytest.raises(NotOptimalError):
        prices(pairs, nobody, capacity, big_of(table.mentees, 6))
