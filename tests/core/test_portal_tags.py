"""The template vocabulary, on a frozen clock: Tuesday 24 November 2026, 09.00 WIB."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from bkn_portal.core.templatetags.portal import due_mark, pillar_name, quantity, sort_state


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
