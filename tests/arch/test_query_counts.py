"""How many queries each page takes, as a number: a change is noticed here, and in the diff."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .matrix import MATRIX

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access-matrix")]

# The coachee's page, or the coach's where the coachee has none, asked a second time (caches are warm).
QUERIES = {
    "account_logout": 2,
    "account_reset_password": 1,
    "account_reset_password_done": 1,
    "account_reset_password_from_key": 2,
    "account_reset_password_from_key_done": 1,
    "account_set_password": 2,
    "certificates:check": 2,
    "certificates:verify": 3,
    "coaching:as_coach": 7,
    "coaching:coach_edit": 4,
    "coaching:coach_hours": 7,
    "coaching:coach_leave": 10,
    "coaching:coach_list": 8,
    "coaching:coach_profile": 3,
    "coaching:engagement_answer": 6,
    "coaching:engagement_ask_next": 4,
    "coaching:engagement_cancel": 4,
    "coaching:engagement_closing": 8,
    "coaching:engagement_complete": 5,
    "coaching:engagement_detail": 8,
    "coaching:engagement_leave": 4,
    "coaching:engagement_request": 8,
    "coaching:evaluation": 5,
    "coaching:goal_add": 5,
    "coaching:goal_change": 6,
    "coaching:goal_withdraw": 4,
    "coaching:introduction_book": 5,
    "coaching:overview": 8,
    "coaching:session_book": 8,
    "coaching:session_calendar": 3,
    "coaching:session_cancel": 5,
    "coaching:session_detail": 7,
    "coaching:session_move": 5,
    "coaching:session_record": 5,
    "coaching:group_cancel": 4,
    "coaching:group_create": 3,
    "coaching:group_detail": 4,
    "coaching:group_list": 3,
    "coaching:group_move": 5,
    "coaching:group_text": 3,
    "employees:profile": 5,
    "employees:session_list": 3,
    "employees:settings": 2,
    "home:accessibility": 2,
    "home:calendar": 3,
    "home:dashboard": 8,
    "home:help": 2,
    "home:live": 1,
    "home:outbox": 2,
    "home:privacy": 2,
    "home:ready": 2,
    "home:robots": 1,
    "home:style_gallery": 2,
    "hours:book": 5,
    "hours:book_of": 6,
    "hours:certificate_pdf": 2,
    "hours:entry": 5,
    "mfa_activate_totp": 7,
    "mfa_add_webauthn": 8,
    "mfa_generate_recovery_codes": 6,
    "mfa_index": 4,
    "mfa_list_webauthn": 3,
    "notifications:inbox": 4,
    "notifications:preferences": 4,
    "socialaccount_login_cancelled": 1,
}


def reader(route: str) -> str | None:
    """The first of coachee and coach for whom the address is a page."""
    answers = MATRIX[route].get.split()
    return next((who for who, status in zip(("coachee", "coach"), answers, strict=False) if status == "200"), None)


PAGES = {route: who for route in MATRIX if (who := reader(route))}


def test_every_page_has_its_number():
    assert (PAGES.keys() - QUERIES.keys(), QUERIES.keys() - PAGES.keys()) == (set(), set())


@pytest.mark.parametrize("route", sorted(QUERIES.keys() & PAGES.keys()))
def test_page_takes_its_number_of_queries(world, clients, route, settings):
    settings.REMEMBER_SECONDS = 60  # the second time, as in a process that has run for a while
    row, client = MATRIX[route], clients[PAGES[route]]
    address = reverse(route, kwargs={word: world.keys.get(key, key) for word, key in row.keys.items()})
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) == QUERIES[route]
