"""The geometry of the ring."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.core.figures import CIRCUMFERENCE, GAP, Arc, ring

amounts = st.decimals(min_value=0, max_value=200, places=1)


def test_ring_without_jp_has_no_arc():
    figure = ring({"coaching": Decimal(0), "mentoring": Decimal(0)}, target=Decimal(20))
    assert (figure.total, figure.arcs) == (Decimal(0), ())


def test_ring_without_target_is_filled_by_what_was_earned():
    figure = ring({"coaching": Decimal(3)}, target=None)
    assert figure.arcs == (Arc("coaching", f"{CIRCUMFERENCE - GAP:.1f} {CIRCUMFERENCE:.1f}", "-0.0"),)


def test_ring_half_way_starts_second_arc_where_first_ends():
    figure = ring({"coaching": Decimal(5), "mentoring": Decimal(5)}, target=Decimal(20))
    quarter = CIRCUMFERENCE / 4
    assert [arc.offset for arc in figure.arcs] == ["-0.0", f"{-quarter:.1f}"]
    assert [arc.dash for arc in figure.arcs] == [f"{quarter - GAP:.1f} {CIRCUMFERENCE:.1f}"] * 2


@given(first=amounts, second=amounts, target=st.one_of(st.none(), amounts))
def test_ring_of_any_amounts_never_draws_more_than_one_turn(first, second, target):
    figure = ring({"coaching": first, "mandiri": second}, target=target)
    drawn = sum(float(arc.dash.split()[0]) for arc in figure.arcs)
    assert figure.total == first + second
    assert drawn <= CIRCUMFERENCE + 1
