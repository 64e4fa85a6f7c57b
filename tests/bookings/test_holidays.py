"""HR keeps the holidays; each has a source and stands once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from bkn_portal.audit.models import Event
from bkn_portal.bookings import actions
from bkn_portal.bookings.models import Holiday
from bkn_portal.bookings.queries import holidays
from bkn_portal.bookings.signals import holidays_changed
from bkn_portal.core.errors import AccessDenied
from tests.factories import EmployeeFactory, HolidayFactory

CHRISTMAS = date(2026, 12, 25)


@pytest.fixture
def hr(db):
    return EmployeeFactory(is_hr_admin=True)


@pytest.fixture
def heard():
    """Moments at which a change of holidays was told."""
    moments = []

    def listen(sender, now, **kwargs):
        moments.append(now)

    holidays_changed.connect(listen)
    yield moments
    holidays_changed.disconnect(listen)


def _holiday(**changes):
    return Holiday(**{"day": CHRISTMAS, "name": "Natal", "source": "Keputusan contoh", **changes})


def test_save_holiday_stores_it_and_tells(hr, heard, now):
    actions.save_holiday(holiday=_holiday(), by=hr, now=now)
    assert holidays(CHRISTMAS, CHRISTMAS) == {CHRISTMAS: "Natal"}
    assert (heard, list(Event.objects.values_list("kind", flat=True))) == ([now], ["bookings.holiday.saved"])


def test_delete_holiday_makes_a_working_day_and_tells(hr, heard, now):
    actions.delete_holiday(holiday=HolidayFactory(), by=hr, now=now)
    assert (Holiday.objects.count(), heard) == (0, [now])


def test_holidays_outside_the_span_are_left_out(db):
    HolidayFactory()
    assert holidays(date(2026, 12, 26), date(2027, 12, 31)) == {}


@pytest.mark.parametrize("roles", [{}, {"is_verifier": True}, {"is_leader": True}])
def test_holidays_are_for_hr_alone(db, now, roles):
    other = EmployeeFactory(**roles)
    with pytest.raises(AccessDenied):
        actions.save_holiday(holiday=_holiday(), by=other, now=now)
    with pytest.raises(AccessDenied):
        actions.delete_holiday(holiday=HolidayFactory(), by=other, now=now)


@pytest.mark.parametrize("changes", [{"day": CHRISTMAS}, {"day": date(2027, 1, 1), "source": ""}])
def test_holiday_twice_or_without_a_source_is_refused_by_both(hr, now, changes):
    HolidayFactory()
    with pytest.raises(ValidationError):
        actions.save_holiday(holiday=_holiday(**changes), by=hr, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        _holiday(**changes).save(force_insert=True)


def test_holiday_without_a_source_is_refused_and_explained(db):
    nameless = _holiday(source="")
    with pytest.raises(ValidationError, match="perlu dasar penetapannya"):
        nameless.validate_constraints()
    with pytest.raises(IntegrityError, match="bookings_holiday_source"), transaction.atomic():
        nameless.save(force_insert=True)


def test_admin_adds_and_takes_out_a_holiday(hr, client):
    client.force_login(hr)
    values = {"day": "2026-12-25", "name": "Natal", "source": "Keputusan contoh"}
    client.post(reverse("admin:bookings_holiday_add"), values)
    holiday = Holiday.objects.get()
    client.post(
        reverse("admin:bookings_holiday_changelist"),
        {"action": "remove", "_selected_action": [holiday.pk], "confirmed": "1"},
    )
    assert (holiday.name, Holiday.objects.count()) == ("Natal", 0)


def test_admin_asks_before_it_takes_out(hr, client):
    holiday = HolidayFactory()
    choice = {"action": "remove", "_selected_action": [holiday.pk]}
    client.force_login(hr)
    response = client.post(reverse("admin:bookings_holiday_changelist"), choice)
    assert (response.status_code, Holiday.objects.count()) == (200, 1)
