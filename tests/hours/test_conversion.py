"""The pure core, by every row of the conversion table and by properties."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkn_portal.hours.conversion import (
    Basis,
    CapMeasure,
    CapPeriod,
    Credit,
    Outcome,
    Record,
    Terms,
    Used,
    convert,
    credit_all,
    tidy,
)
from bkn_portal.hours.rulebook import HOUR_RULES

DAY = date(2026, 11, 3)


def terms(form: str) -> Terms:
    basis, _, _, rate, international, period, measure, cap, cap_international = HOUR_RULES[form]
    return Terms(
        Basis(basis), Decimal(rate), Decimal(international), form, CapPeriod(period), CapMeasure(measure),
        Decimal(cap or 0), Decimal(cap_international or 0),
    )  # fmt: skip


def record(form: str, quantity: object = 1, *, on: date = DAY, international: bool = False) -> Record:
    return Record(on=on, quantity=Decimal(str(quantity)), terms=terms(form), international=international)


def jp(*records: Record) -> list[Decimal]:
    return [credit.jp for credit in credit_all(records)]


@pytest.mark.parametrize(
    ("form", "quantity", "national", "international"),
    [
        ("coaching", 1, "2", "4"),
        ("mentoring", 1, "2", "4"),
        ("self_study", 90, "2", "2.4"),
        ("community", 90, "2", "2.4"),
        ("e_learning", 180, "3", "4"),
        ("seminar", 1, "4", "6"),
        ("workshop", 1, "5", "7"),
        ("outreach", 1, "4", "6"),
        ("course", 24, "24", "28.8"),
        ("benchmarking", 1, "10", "20"),
        ("secondment", 1, "20", "24"),
        ("exchange", 1, "20", "24"),
        ("internship", 1, "20", "24"),
        ("study_leave", 1, "20", "20"),
    ],
)
def test_row_of_the_table_earns_what_the_table_says(form, quantity, national, international):
    assert jp(record(form, quantity)) == [Decimal(national)]
    assert jp(record(form, quantity, international=True)) == [Decimal(international)]


def test_table_covers_every_form_of_the_rulebook():
    assert len(HOUR_RULES) == 14


@pytest.mark.parametrize("form", ["coaching", "mentoring"])
def test_third_occasion_of_a_month_earns_nothing(form):
    earned = credit_all([record(form, on=date(2026, 11, day)) for day in (3, 10, 30)])
    assert [credit.jp for credit in earned] == [2, 2, 0]
    assert earned[2] == Credit(Decimal(0), Decimal(0), Decimal(2), Outcome.CAP_REACHED)


def test_first_occasion_of_the_next_month_earns_again():
    assert jp(*[record("coaching", on=day) for day in (DAY, DAY, DAY, date(2026, 12, 1))]) == [2, 2, 0, 2]


def test_two_forms_have_their_own_caps():
    assert jp(*[record(form) for form in ("coaching", "mentoring", "coaching", "mentoring")]) == [2, 2, 2, 2]


def test_two_forms_of_one_cap_group_share_the_cap():
    shared = [
        Record(DAY, Decimal(1), Terms(Basis.UNIT, Decimal(2), Decimal(4), "cmb", CapPeriod.MONTH, CapMeasure.UNITS,
                                      Decimal(2), Decimal(2)))
        for _ in range(3)
    ]  # fmt: skip
    assert jp(*shared) == [2, 2, 0]


def test_occasions_that_partly_fit_count_in_part():
    (credit,) = credit_all([record("coaching", 3)])
    assert credit == Credit(Decimal(2), Decimal(4), Decimal(6), Outcome.CAP_PARTLY)


def test_minutes_of_one_day_add_up():
    assert jp(record("self_study", 30), record("self_study", 30), record("self_study", 30)) == [0, 1, 1]


def test_minutes_of_two_days_do_not_add_up():
    assert jp(record("self_study", 30), record("self_study", 30, on=date(2026, 11, 4))) == [0, 0]


def test_fortyfour_minutes_are_too_short():
    assert credit_all([record("self_study", 44)])[0].outcome == Outcome.TOO_SHORT


def test_minutes_beyond_the_daily_cap_count_in_part():
    (credit,) = credit_all([record("self_study", 240)])
    assert credit == Credit(Decimal(90), Decimal(2), Decimal(5), Outcome.CAP_PARTLY)


def test_minutes_after_the_daily_cap_say_the_cap_and_not_too_short():
    assert credit_all([record("self_study", 90), record("self_study", 10)])[1].outcome == Outcome.CAP_REACHED


def test_quantity_of_zero_is_refused():
    with pytest.raises(ValueError, match="greater than zero"):
        convert(record("coaching", 0), Used())


@pytest.mark.parametrize(("given_", "shown"), [("20.00", "20"), ("2.40", "2.4"), ("0.00", "0"), ("100", "100")])
def test_tidy_number_has_no_needless_zeros(given_, shown):
    assert str(tidy(Decimal(given_))) == shown


records = st.builds(
    record,
    st.sampled_from(sorted(HOUR_RULES)),
    st.integers(1, 600),
    on=st.dates(date(2026, 10, 25), date(2026, 11, 6)),
    international=st.booleans(),
)


@given(st.lists(records, max_size=30))
def test_cap_of_jp_is_never_exceeded_in_its_day(history):
    sums: dict[tuple[str, date], Decimal] = {}
    for each, credit in zip(history, credit_all(history), strict=True):
        if each.terms.cap_period is CapPeriod.DAY:
            key = each.terms.cap_group, each.on
            sums[key] = sums.get(key, Decimal(0)) + credit.jp
            assert sums[key] <= max(each.terms.cap, each.terms.cap_international)


@given(st.lists(records, max_size=30))
def test_cap_of_occasions_is_never_exceeded_in_its_month(history):
    units: dict[tuple[str, int], Decimal] = {}
    for each, credit in zip(history, credit_all(history), strict=True):
        if each.terms.cap_period is CapPeriod.MONTH:
            key = each.terms.cap_group, each.on.month
            units[key] = units.get(key, Decimal(0)) + credit.counted
    assert all(number <= 2 for number in units.values())


@given(st.lists(records, max_size=30), records)
def test_later_record_never_changes_earlier_credits(history, last):
    assert credit_all([*history, last])[:-1] == credit_all(history)


@given(st.lists(records, max_size=30))
def test_credit_never_exceeds_what_it_would_be_without_a_cap(history):
    for each, credit in zip(history, credit_all(history), strict=True):
        assert 0 <= credit.jp <= credit.uncapped
        assert 0 <= credit.counted <= each.quantity
        assert (credit.jp == 0) == (credit.outcome in {Outcome.CAP_REACHED, Outcome.TOO_SHORT})


@given(st.lists(records.filter(lambda each: each.terms.basis is not Basis.MINUTES), min_size=1, max_size=30), st.data())
def test_occasion_taken_away_never_lowers_the_others(history, data):
    """What a reversal frees goes to later ones. Minutes are another matter: a day with fewer of them earns less."""
    index = data.draw(st.integers(0, len(history) - 1))
    before = [credit.jp for credit in credit_all(history)]
    after = [credit.jp for credit in credit_all(history[:index] + history[index + 1 :])]
    assert sum(after) >= sum(before[:index] + before[index + 1 :])


@given(st.lists(st.integers(1, 200), min_size=1, max_size=8))
def test_minutes_of_one_day_earn_as_much_as_their_sum(parts):
    together = sum(jp(record("e_learning", sum(parts))))
    assert sum(jp(*[record("e_learning", part) for part in parts])) == together
