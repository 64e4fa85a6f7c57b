"""The template vocabulary, on a frozen clock: Tuesday 24 November 2026, 09.00 WIB."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from bkn_portal.core.periods import Period
from bkn_portal.core.templatetags.portal import (
    FilterLink,
    clock,
    day,
    due_mark,
    filter_links,
    moment,
    pillar_name,
    quantity,
    sort_state,
    span,
)


@pytest.fixture(autouse=True)
def _morning(now):
    with time_machine.travel(now, tick=False), timezone.override("Asia/Jakarta"):
        yield


@pytest.mark.parametrize(
    ("hours", "text", "kind"),
    [
        (-50, "terlambat 2 hari", "bad"),
        (-1, "terlambat", "bad"),
        (1, "hari ini", "warn"),
        (24, "besok", "warn"),
        (24 * 4, "sebelum 28 Nov", "quiet"),
    ],
)
def test_due_mark_by_distance_says_how_near(now, hours, text, kind):
    mark = due_mark(now + timedelta(hours=hours))
    assert (mark.text, mark.kind) == (text, kind)


def test_due_mark_in_english_counts_days(now):
    with translation.override("en"):
        assert due_mark(now - timedelta(days=3)).text == "3 days overdue"


@pytest.mark.parametrize(("amount", "text"), [("20.00", "20"), ("5.50", "5,5"), ("0", "0"), ("1482", "1482")])
def test_quantity_drops_needless_zeros(amount, text):
    assert quantity(Decimal(amount)) == text


def test_quantity_in_english_has_a_decimal_point():
    with translation.override("en"):
        assert quantity(Decimal("5.5")) == "5.5"


def test_pillar_name_of_each_pillar_is_on_screen_in_indonesian():
    assert [pillar_name(pillar) for pillar in ("coaching", "mentoring", "mandiri")] == [
        "Coaching",
        "Mentoring",
        "Belajar mandiri",
    ]


@pytest.mark.parametrize(
    ("sort", "following", "aria"), [("date", "-date", "ascending"), ("-date", "date", "descending"), ("jp", "date", "")]
)
def test_sort_state_turns_order_around(sort, following, aria):
    state = sort_state("date", sort)
    assert (state.next, state.aria) == (following, aria)


@pytest.mark.parametrize(("value", "link"), [("done", "?q=a&amp;state=done"), ("", "?q=a")])
def test_query_with_keeps_other_parameters_and_returns_to_first_page(value, link):
    request = RequestFactory().get("/", {"q": "a", "state": "active", "page": "3"})
    context = Context({"request": request, "value": value})
    assert Template('{% query_with "state" value %}').render(context) == link


def test_filter_links_keep_other_parameters_and_say_which_is_current():
    request = RequestFactory().get("/", {"q": "a b", "state": "done", "page": "3"})
    options = [{"value": "", "label": "All"}, {"value": "done", "label": "Done", "count": 2}]
    links = filter_links(Context({"request": request}), "state", options, "done")
    assert links == [FilterLink("?q=a+b", "All", False, None), FilterLink("?q=a+b&state=done", "Done", True, 2)]


@pytest.mark.parametrize(
    ("language", "when", "text"),
    [
        ("id", datetime(2026, 11, 25, 1, 0, tzinfo=UTC), "Rabu, 25 November"),
        ("id", datetime(2027, 1, 1, 16, 59, tzinfo=UTC), "Jumat, 1 Januari 2027"),
        ("en", datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "Wednesday, 25 November"),
        ("en", date(2027, 3, 7), "Sunday, 7 March 2027"),
    ],
)
def test_day_is_the_readers_and_has_a_year_when_it_is_another(language, when, text):
    with translation.override(language):
        assert day(when) == text


def test_clock_moment_and_span_are_the_readers():
    start = datetime(2026, 11, 25, 2, 5, tzinfo=UTC)
    assert (clock(start), moment(start)) == ("09.05 WIB", "Rabu, 25 November, 09.05 WIB")
    assert span(Period(start, start + timedelta(hours=1))) == "Rabu, 25 November · 09.05–10.05 WIB"
