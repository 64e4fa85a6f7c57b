"""Points and rules of a pair, by block and one by one."""

import numpy as np
import pytest
from hypothesis import given

from mentoring.matching import criteria as c
from mentoring.matching.explain import cost_of, shortage, verdict, without_any
from mentoring.matching.matching import match
from mentoring.matching.problem import FORBIDDEN, Table, blocks
from tests.mentoring.matching.problems import problems


def points(factor):
    return (factor.left @ factor.right).astype(int).tolist()


def test_competency_fit_shares_the_points_among_what_is_wanted():
    wanted, offered = np.array([[3, 0], [3, 2], [0, 0]]), np.array([[3, 0], [4, 2], [2, 5], [0, 0]])
    assert points(c.competency_fit(wanted, offered)) == [[50, 100, 0, 0], [25, 75, 50, 0], [0, 0, 0, 0]]


def test_rank_fit_falls_with_the_distance_from_the_best_difference():
    assert points(c.rank_fit(np.array([8]), np.array([8, 10, 11, 16]), best=2, loss=20)) == [[60, 100, 80, 0]]


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (c.rank_rule(np.array([8]), np.array([8, 9, 10]), least=2), [[1, 1, 0]]),
        (c.zone_fit(np.array([7]), np.array([7, 8, 9])), [[100, 50, 0]]),
        (c.zone_rule(np.array([7]), np.array([7, 8, 9]), most=1), [[0, 0, 1]]),
        (c.other_unit_fit(np.array([4]), np.array([4, 5])), [[0, 100]]),
        (c.other_unit_rule(np.array([4]), np.array([4, 5])), [[1, 0]]),
        (c.language_fit(np.array([[True, False]]), np.array([[True, True], [False, True]])), [[100, 0]]),
    ],
)
def test_factor_gives_the_points_of_each_pair(factor, expected):
    assert points(factor) == expected


def some_criteria(mentees=40, mentors=25, seed=3):
    rng = np.random.default_rng(seed)
    ranks, higher = rng.integers(5, 12, mentees), rng.integers(6, 17, mentors)
    units, their = rng.integers(0, 6, mentees), rng.integers(0, 6, mentors)
    return c.Criteria(
        competency=c.competency_fit(rng.integers(0, 5, (mentees, 4)), rng.integers(0, 6, (mentors, 4))),
        fits=(c.rank_fit(ranks, higher, best=3, loss=15), c.other_unit_fit(units, their)),
        rules=(c.rank_rule(ranks, higher, least=1), c.other_unit_rule(units, their)),
        bonuses=(c.Bonus("preference", np.array([0, 3]), np.array([1, 2]), np.array([100, 60])),),
        bans=(c.Ban("reporting line", np.array([5, 5]), np.array([0, 4])),),
        weights={"competency": 5, "rank": 2, "preference": 3},
    )


def test_block_is_what_the_reasons_of_each_pair_add_up_to():
    criteria = some_criteria()
    table = np.concatenate([block for _start, block in blocks(criteria)])
    for mentee in range(criteria.mentees):
        for mentor in range(criteria.mentors):
            reasons = verdict(criteria, mentee, mentor)
            assert table[mentee, mentor] == (FORBIDDEN if reasons.broken else reasons.score)


def test_verdict_names_points_and_broken_rules():
    reasons = verdict(some_criteria(), 5, 4)
    assert sorted(reasons.points) == ["competency", "preference", "rank", "unit"]
    assert "reporting line" in reasons.broken


def test_bonus_of_a_forbidden_pair_does_not_allow_it():
    one = c.Bonus("preference", np.array([0]), np.array([0]), np.array([100]))
    criteria = c.Criteria(
        competency=c.competency_fit(np.array([[1]]), np.array([[5]])),
        rules=(c.other_unit_rule(np.array([1]), np.array([1])),),
        bonuses=(one,),
    )
    assert criteria.block(0, 1).tolist() == [[FORBIDDEN]]


@given(problems(most=4))
def test_cost_of_a_pair_is_never_more_than_forcing_it_costs(problem):
    table, capacity = problem
    matching = match(table, capacity)
    for mentee, mentor in zip(*np.nonzero((table.scores >= 0) & (capacity > 0)), strict=True):
        forced = table.scores.copy()
        forced[mentee] = FORBIDDEN
        rest = match(Table(forced), capacity - (np.arange(table.mentors) == mentor))
        lost = (matching.pairs - rest.pairs - 1, matching.score - rest.score - int(table.scores[mentee, mentor]))
        cost = cost_of(matching, mentee, mentor, int(table.scores[mentee, mentor]))
        assert (0, 0) <= (cost.pairs, cost.score) <= lost


@given(problems(most=6))
def test_shortage_is_a_group_that_shares_too_few_places(problem):
    table, capacity = problem
    matching = match(table, capacity)
    short = shortage(matching)
    elsewhere = np.delete(table.scores[short.mentees], short.mentors, axis=1)
    assert (elsewhere < 0).all()
    assert len(short.mentees) - int(capacity[short.mentors].sum()) == table.mentees - matching.pairs


def test_without_any_is_who_has_no_allowed_mentor():
    assert without_any(Table(np.array([[1, -1], [-1, -1]]))).tolist() == [1]
