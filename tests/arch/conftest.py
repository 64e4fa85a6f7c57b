"""The world of the access matrix and how it is asked."""

from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tests.conftest import NOW
from tests.plugins.read_only import ReadOnlyClient

from .world import CAST, World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    """Built once: what a request changes is taken back."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield build_world(NOW)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world) -> dict[str, ReadOnlyClient]:
    """Each of the cast, signed in."""
    clients = {who: ReadOnlyClient() for who in {*CAST, *world.people}}
    for who, employee in world.people.items():
        clients[who].force_login(employee)
    return clients


@pytest.fixture
def ask(world, clients) -> Callable[..., str]:
    """ask(route, keys, method, people=CAST): what each of them gets, in this order."""

    def answer(who: str, address: str, method: str) -> str:
        cookies = clients[who].cookies.copy()
        with transaction.atomic():
            # A browser always sends the token: without any field Django takes a POST for no input at all.
            data = {"csrfmiddlewaretoken": "x"} if method == "POST" else {}
            response = getattr(clients[who], method.lower())(address, data)
            transaction.set_rollback(True)
        clients[who].cookies = cookies
        to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse(settings.LOGIN_URL))
        return "in" if to_sign_in else str(response.status_code)

    def everyone(route: str, keys: dict, method: str, people: tuple[str, ...] = CAST) -> str:
        address = reverse(route, kwargs={word: world.keys.get(key, key) for word, key in keys.items()})
        return " ".join(answer(who, address, method) for who in people)

    return everyone
