"""What may be sent to the Django admin: by HR admins and system administrators as the table says, by others nothing."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from bkn_portal.audit.models import Event

from .matrix import MATRIX
from .world import CAST

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access-matrix")]

# What an empty form gets: add, change and delete, then each action of the list. 200 is the form with its faults or the
# page that asks; 302 that it went through or that the row is not there; nothing is ever deleted by Django.
POSTS = {
    "audit.event": "403 403 403",
    "bookings.holiday": "200 302 403, remove 200",
    "coaching.coachingengagement": "403 403 403, hand_over 200",
    "coaching.coachprofile": "200 200 403, activate 302, pause 302, decline 200",
    "coaching.coachingtheme": "200 200 403",
    "coaching.dayoff": "200 403 403, take_back 200",
    "coaching.extrahours": "200 403 403, take_back 200",
    "coaching.sessionlength": "200 200 403",
    "competencies.assessment": "200 403 403",
    "competencies.categorystandard": "200 200 403",
    "competencies.competency": "200 200 403",
    "competencies.leveltext": "200 200 403",
    "competencies.positionstandard": "200 302 403",
    "employees.employee": "200 200 403, deactivate 200, reactivate 200",
    "employees.orgunit": "200 200 403",
    "employees.position": "200 200 403",
    "employees.supervision": "200 302 403",
    "hours.hourrule": "200 200 403",
    "hours.ledgerentry": "403 403 403, reverse 200",
    "hours.obligationrule": "200 200 403",
    "hours.ruleexample": "200 200 403",
    "hours.yeartotal": "403 403 403",
    "notifications.reminder": "403 403 403, resend 302, cancel 302",
}
TABLES = ("employees_employee", "employees_orgunit")
STRANGERS = [who for who in CAST if who != "hr_admin"]


def sent(client, address, **data) -> int:
    """The answer's state; what it changed is taken back."""
    with transaction.atomic():
        response = client.post(address, {"csrfmiddlewaretoken": "x"} | data)
        transaction.set_rollback(True)
    return response.status_code


def addresses(model) -> list[tuple[str, dict]]:
    """Everything that can be sent about a model: its forms, its deletion, its list's actions."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    key = [row.pk if row else 987654]
    actions = [action for _function, action, _text in admin.site._registry[model]._get_base_actions()]
    return [
        (reverse(f"{name}_add"), {}),
        (reverse(f"{name}_change", args=key), {}),
        (reverse(f"{name}_delete", args=key), {}),
        *((reverse(f"{name}_changelist"), {"action": action, "_selected_action": key}) for action in actions
          if action != "delete_selected"),
    ]  # fmt: skip


def told(client, model) -> str:
    """As in the table."""
    answers = [(data.get("action"), sent(client, address, **data)) for address, data in addresses(model)]
    forms = " ".join(str(state) for action, state in answers if not action)
    return ", ".join([forms, *(f"{action} {state}" for action, state in answers if action)])


@pytest.mark.parametrize("who", ["hr_admin", "superuser"])
def test_admin_takes_from_hr_and_system_administrators_what_the_table_says(world, clients, who):
    assert {model._meta.label_lower: told(clients[who], model) for model in admin.site._registry} == POSTS


@pytest.mark.parametrize("who", STRANGERS)
def test_admin_takes_nothing_from_anyone_else(world, clients, who):
    imports = [(reverse(f"admin:{table}_import"), data) for table in TABLES for data in ({}, {"token": "x"})]
    before = Event.objects.count()
    for address, data in [*imports, *(one for model in admin.site._registry for one in addresses(model))]:
        with transaction.atomic():
            assert clients[who].post(address, {"csrfmiddlewaretoken": "x"} | data).status_code in (302, 403), address
            assert Event.objects.count() == before, address
            transaction.set_rollback(True)


@pytest.mark.parametrize("who", ["hr_admin", "superuser"])
@pytest.mark.parametrize("table", TABLES)
def test_import_without_a_file_or_with_a_made_up_token_is_refused(world, clients, who, table):
    address = reverse(f"admin:{table}_import")
    assert [sent(clients[who], address), sent(clients[who], address, token="x")] == [422, 422]


@pytest.mark.parametrize("route", sorted(MATRIX))
def test_system_administrator_gets_what_an_hr_admin_gets(ask, route):
    """No more of coaching's content either: what is closed to HR is closed to whoever runs the portal."""
    row, column = MATRIX[route], CAST.index("hr_admin")
    for method, expected in (("GET", row.get), ("POST", row.post)):
        assert ask(route, row.keys, method, ("superuser",)) == expected.split()[column]
