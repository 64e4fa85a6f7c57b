"""The pure parts of the demo: days, time line, names of posts."""

from datetime import date, datetime, timedelta
from random import Random

import pytest

from bkn_portal.core.periods import Zone, at_local
from bkn_portal.demo.actions.timeline import live_through
from bkn_portal.demo.content.days import working_day, working_days_ago
from bkn_portal.demo.content.people import person_plans, post_code
from bkn_portal.demo.content.skills import technical_of
from bkn_portal.demo.content.stories import Course, stories
from bkn_portal.demo.content.units import unit_plans

MONDAY, FRIDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28)
START = datetime(2026, 11, 23, 9, tzinfo=at_local(MONDAY, datetime.min.time(), Zone.WIB).tzinfo)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("today", "offset", "expected"),
    [
        (FRIDAY, 1, date(2026, 11, 30)),
        (MONDAY, -1, date(2026, 11, 20)),
        (MONDAY, 1, date(2026, 11, 24)),
        (SATURDAY, 0, date(2026, 11, 30)),
    ],
)
def test_working_day_never_falls_on_a_weekend(today, offset, expected):
    assert working_day(today, offset) == expected


@pytest.mark.parametrize(
    ("today", "count", "expected"),
    [(MONDAY, 1, date(2026, 11, 20)), (SATURDAY, 0, FRIDAY), (FRIDAY, 3, date(2026, 11, 24))],
)
def test_working_days_ago_counts_working_days(today, count, expected):
    assert working_days_ago(today, count) == expected


def story(name, moments, seen):
    for moment in moments:
        at = yield moment
        seen.append((name, at))


def test_live_through_runs_stories_in_the_order_of_time():
    seen, steps = [], []
    told = [story("a", [START + HOUR, START + 3 * HOUR], seen), story("b", [START, START + 2 * HOUR], seen)]
    live_through(told, until=START + 9 * HOUR, after_step=steps.append)
    assert [name for name, _at in seen] == ["b", "a", "b", "a"]
    assert steps == [START, START + HOUR, START + 2 * HOUR, START + 3 * HOUR]


def test_live_through_leaves_the_future_untold():
    seen = []
    live_through([story("a", [START, START + 2 * HOUR], seen)], until=START + HOUR, after_step=lambda _at: None)
    assert seen == [("a", START)]


def test_live_through_never_goes_back_in_time():
    seen = []
    live_through([story("a", [START, START - HOUR], seen)], until=START, after_step=lambda _at: None)
    assert seen == [("a", START), ("a", START)]


def test_post_codes_differ_for_different_posts():
    people = person_plans(unit_plans(), rng=Random(7), today=MONDAY)
    codes = {(person.post, person.post_code) for person in people}
    assert len({code for _post, code in codes}) == len(codes)
    assert post_code("Analis SDM Aparatur Ahli Muda") == "ANAL-SDM-APAR-AHLI-MUDA"


@pytest.mark.parametrize("seed", range(5))
def test_people_are_300_with_unique_names_and_nips_whatever_the_seed(seed):
    people = person_plans(unit_plans(), rng=Random(seed), today=MONDAY)
    assert (len(people), len({p.name for p in people}), len({p.career.nip for p in people})) == (300, 300, 300)


def test_technical_levels_stay_between_1_and_5():
    assert technical_of("Statistisi Ahli Utama", 5) == [("analisis-data", 5)]
    assert technical_of("Kepala Biro Umum", 4) == []


@pytest.mark.parametrize("offset", range(14))
def test_stories_hold_every_course_on_any_day(offset):
    today = MONDAY + timedelta(days=offset)
    told = stories(today, Random(1))
    assert {talk.course for plan in told for talk in plan.talks} == set(Course)
    assert all(plan.requested < today for plan in told)
    assert all(talk.day.weekday() < 5 for plan in told for talk in plan.talks)
