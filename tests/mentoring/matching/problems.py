"""Small and large problems of matching, drawn by hypothesis or at random."""

import numpy as np
from hypothesis import strategies as st

from mentoring.matching.problem import FORBIDDEN, Table


@st.composite
def problems(draw, most=5):
    """(table, capacity): up to `most` on each side, some pairs forbidden, some mentors without a place."""
    mentees, mentors = draw(st.integers(0, most)), draw(st.integers(1, most))
    cell = st.integers(FORBIDDEN, 6)
    scores = draw(st.lists(cell, min_size=mentees * mentors, max_size=mentees * mentors))
    capacity = draw(st.lists(st.integers(0, 2), min_size=mentors, max_size=mentors))
    return Table(np.array(scores, np.int64).reshape(mentees, mentors)), np.array(capacity, np.int64)


def crowd(mentees: int, mentors: int, *, seed: int = 1) -> Table:
    """Everybody likes the same mentors best, and a third of the pairs is forbidden: hard for whoever looks closely."""
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 40, (mentees, 1)) + rng.integers(0, 400, (1, mentors)) + rng.integers(0, 60, (1, 1))
    scores = scores + rng.integers(0, 60, (mentees, mentors))
    return Table(np.where(rng.random((mentees, mentors)) < 1 / 3, FORBIDDEN, scores).astype(np.int32))
