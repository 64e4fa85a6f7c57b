"""Measures the matching on made-up people of two sizes, and prints a table. It judges nothing."""

import resource
import sys
import time
from dataclasses import dataclass

import numpy as np

from mentoring.matching import criteria as c
from mentoring.matching import matching as module
from mentoring.matching.certificate import verify
from mentoring.matching.problem import FORBIDDEN, blocks, pairs_of

SIZES = ((1_000, 400), (20_000, 6_000))
COMPETENCIES, UNITS = 15, 40


@dataclass
class Watch:
    """Adds up the seconds of the calls of one function."""

    function: object
    seconds: float = 0.0
    calls: int = 0

    def __call__(self, *arguments: object) -> object:
        began = time.perf_counter()
        try:
            return self.function(*arguments)
        finally:
            self.seconds += time.perf_counter() - began
            self.calls += 1


def people(mentees: int, mentors: int) -> tuple[c.Criteria, np.ndarray]:
    """A few wanted competencies each, the popular ones more often; ranks, units and three zones; one to five places."""
    rng = np.random.default_rng(2026)
    ranks, higher = rng.integers(4, 13, mentees), rng.integers(8, 17, mentors)
    units, their = rng.integers(0, UNITS, mentees), rng.integers(0, UNITS, mentors)
    zones, far = rng.choice([7, 8, 9], mentees, p=(0.7, 0.2, 0.1)), rng.choice([7, 8, 9], mentors, p=(0.7, 0.2, 0.1))
    line = rng.integers(0, mentees, 2 * mentees), rng.integers(0, mentors, 2 * mentees)
    found = c.Criteria(
        competency=c.competency_fit(levels(rng, mentees, 1, 3, (2, 5)), levels(rng, mentors, 2, 4, (3, 6))),
        fits=(c.rank_fit(ranks, higher, best=3, loss=15), c.other_unit_fit(units, their), c.zone_fit(zones, far)),
        rules=(c.rank_rule(ranks, higher, least=1), c.zone_rule(zones, far, most=1)),
        bans=(c.Ban("reporting line", *line),),
        weights={"competency": 5, "rank": 2},
    )
    return found, rng.integers(1, 6, mentors)


def levels(rng: np.random.Generator, rows: int, least: int, most: int, between: tuple[int, int]) -> np.ndarray:
    """Levels (rows, COMPETENCIES) of `least` to `most` competencies each, 0 elsewhere."""
    liking = rng.dirichlet(np.full(COMPETENCIES, 2.0))
    drawn = np.argsort(rng.exponential(size=(rows, COMPETENCIES)) / liking, axis=1)
    held = np.argsort(drawn, axis=1) < rng.integers(least, most + 1, (rows, 1))
    return held * rng.integers(*between, (rows, COMPETENCIES))


def measured(mentees: int, mentors: int) -> str:
    criteria, capacity = people(mentees, mentors)
    solver = Watch(module.solve)
    module.solve = solver
    began = time.perf_counter()
    found = module.match(criteria, capacity)
    whole = time.perf_counter() - began
    module.solve = solver.function
    began = time.perf_counter()
    parts = (pairs_of(start, block, block > FORBIDDEN) for start, block in blocks(criteria))
    verify(((one.mentee, one.mentor, one.score) for one in parts), capacity, found.mentor_of, found.mentee_price,
           found.mentor_price, found.big)  # fmt: skip
    checked = time.perf_counter() - began
    return (
        f"{mentees:>7,} x {mentors:<6,}{whole:>8.2f}{solver.seconds:>9.2f} in {solver.calls}{checked:>11.2f}"
        f"{found.pairs:>9,}{found.score:>12,}{found.greedy_pairs:>11,}{found.greedy_score:>12,}"
    )


def main() -> None:
    lines = ["mentees x mentors  match s  solver s      verify s    pairs       score greedy pairs    score"]
    lines += [measured(*size) for size in SIZES]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("\n".join([*lines, f"Memory at most {memory:.0f} MiB", ""]))


if __name__ == "__main__":
    main()
