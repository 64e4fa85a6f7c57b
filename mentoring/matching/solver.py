"""The optimum by OR-Tools' min-cost flow: most pairs first, then the highest sum of scores."""

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .problem import NOBODY, Ints, Pairs


def big_of(mentees: int, best_score: int) -> int:
    """What a pair is worth beside its score: more than twice all scores together, so that pairs come first."""
    return 2 * mentees * best_score + 2


def solve(pairs: Pairs, mentees: int, capacity: Ints) -> Ints:
    """The number of the chosen pair of each mentee (n,), NOBODY where there is none.

    Each mentee sends one unit over a pair to a mentor, each mentor as many as there are places to the sink. Equal
    input gives equal output: the order of the arcs is fixed, and the solver is deterministic.
    """
    chosen = np.full(mentees, NOBODY, np.int64)
    first, mentors, sink = len(pairs), len(capacity), mentees + len(capacity)
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([pairs.mentee, mentees + np.arange(mentors)]).astype(np.int32),
        np.concatenate([mentees + pairs.mentor, np.full(mentors, sink)]).astype(np.int32),
        np.concatenate([np.ones(first, np.int64), capacity]),
        np.concatenate([-pairs.score, np.zeros(mentors, np.int64)]),
    )
    supplies = np.append(np.ones(mentees, np.int64), -mentees)
    flow.set_nodes_supplies(np.append(np.arange(mentees), sink).astype(np.int32), supplies)
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The flow has no optimum: status {status}.")
    used = np.flatnonzero(flow.flows(np.arange(first)))
    chosen[pairs.mentee[used]] = used
    return chosen
