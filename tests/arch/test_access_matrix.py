"""Every address, every one of the cast, GET, HEAD and POST: and no GET writes (the client refuses it)."""

import pytest
from django.urls import reverse

from .matrix import MATRIX
from .routes import admin_routes, routes
from .world import CAST

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access-matrix")]

PUBLIC = {
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "certificates:check",  # who holds the paper may check it
    "certificates:verify",
    "home:accessibility",
    "home:calendar_feed",  # whoever knows the secret address
    "home:demo_sign_in",  # in the demo only
    "home:help",
    "home:live",
    "home:outbox",  # in the demo only
    "home:outbox_html",
    "home:outbox_mail",
    "home:privacy",
    "home:ready",
    "home:robots",
    "home:set_language",
    "home:set_theme",
    "home:style_gallery",  # in the demo only
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_login_cancelled",
}


def test_matrix_has_every_route_and_no_other():
    assert (routes().keys() - MATRIX.keys(), MATRIX.keys() - routes().keys()) == (set(), set())


@pytest.mark.parametrize("route", sorted(MATRIX))
def test_route_answers_each_of_the_cast_as_the_matrix_says(ask, route):
    row = MATRIX[route]
    answers = {method: ask(route, row.keys, method) for method in ("GET", "HEAD", "POST")}
    assert answers == {"GET": row.get, "HEAD": row.get, "POST": row.post}


def test_routes_open_to_the_anonymous_are_the_listed_ones():
    """The second half of the rule: what is not listed here sends the anonymous to the sign-in page."""
    closed = {route for route, row in MATRIX.items() if {row.get.split()[-1], row.post.split()[-1]} == {"in"}}
    assert MATRIX.keys() - closed == PUBLIC


@pytest.mark.parametrize("who", [who for who in CAST if who != "hr_admin"])
def test_admin_pages_open_to_others_than_hr_are_none(world, clients, who):
    opened = set()
    for route, pattern in admin_routes().items():
        keys = {word: "employees" if word == "app_label" else "1" for word in _arguments(pattern)}
        response = clients[who].get(reverse(route, kwargs=keys))
        if response.status_code not in (302, 403, 404):
            opened.add(route)
    assert opened - {"admin:jsi18n"} == set()


def _arguments(pattern) -> set[str]:
    return {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}
