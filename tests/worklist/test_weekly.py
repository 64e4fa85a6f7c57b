from datetime import UTC, datetime, timedelta

import pytest

from bkn_portal.core.periods import Zone
from bkn_portal.notifications import actions
from bkn_portal.notifications.models import Preference, Reminder
from bkn_portal.worklist import registry
from bkn_portal.worklist.items import AgendaItem, Pillar, ToDo
from tests.factories import EmployeeFactory, OrgUnitFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)  # 07.30 WIB
SECRET = "tambahkan target yang ditulis orang"


@pytest.fixture
def busy():
    """Everyone has two to-dos and an appointment."""

    def todos(employee, now):
        due = now + timedelta(days=2)
        return [ToDo(SECRET, SECRET, "/", due, Pillar.COACHING), ToDo(SECRET, SECRET, "/", None, Pillar.SELF_STUDY)]

    def agenda(employee, now):
        start = now + timedelta(hours=2)
        return [AgendaItem(SECRET, SECRET, start, start + timedelta(hours=1), "/", Pillar.COACHING)]

    source = registry.register(todos=todos, agenda=agenda)
    yield
    registry.unregister(source)


def weekly():
    return Reminder.objects.filter(kind="worklist.weekly")


def test_weekly_digest_on_monday_morning_goes_once(busy, mailoutbox):
    EmployeeFactory()
    actions.sweep(MONDAY)
    actions.sweep(MONDAY + timedelta(minutes=1))
    assert [mail.subject for mail in mailoutbox] == ["Pekan ini: 2 hal menunggu Anda"]
    assert (weekly().get().state, weekly().get().delivered_at) == ("sent", None)


def test_weekly_digest_tells_counts_and_times_but_no_content(busy, mailoutbox):
    EmployeeFactory()
    actions.sweep(MONDAY)
    source = mailoutbox[0].body + mailoutbox[0].alternatives[0].content
    assert SECRET not in source
    assert "- Coaching: 1" in source
    assert "Rabu, 2 Desember" in source
    assert "09.30–10.30 WIB" in source


@pytest.mark.parametrize(("minutes", "rows"), [(-1, 0), (0, 1), (300, 1), (510, 0), (24 * 60, 0)])
def test_weekly_digest_is_planned_in_its_window_only(busy, minutes, rows):
    EmployeeFactory()
    actions.plan_reminders(now=MONDAY + timedelta(minutes=minutes))
    assert weekly().count() == rows


def test_weekly_digest_comes_by_the_local_clock(busy):
    for zone in Zone:
        EmployeeFactory(unit=OrgUnitFactory(time_zone=zone))
    own = EmployeeFactory(unit=OrgUnitFactory(time_zone=Zone.WIB), time_zone_override=Zone.WIT)
    EmployeeFactory(unit=None)
    actions.plan_reminders(now=MONDAY - timedelta(hours=2))
    assert set(weekly().values_list("recipient__unit__time_zone", "recipient")) >= {(Zone.WIB, own.pk)}
    assert weekly().count() == 2
    actions.plan_reminders(now=MONDAY)
    assert weekly().count() == 5


def test_weekly_digest_leaves_out_who_cannot_or_does_not_want_it(busy):
    EmployeeFactory(email="")
    EmployeeFactory(is_active=False, deactivated_at=MONDAY)
    Preference.objects.create(employee=EmployeeFactory(), kind="worklist.weekly", mail=False)
    actions.plan_reminders(now=MONDAY)
    assert weekly().count() == 0


def test_weekly_digest_with_nothing_to_tell_is_dropped(mailoutbox):
    EmployeeFactory()
    actions.sweep(MONDAY)
    assert (mailoutbox, weekly().get().state) == ([], "dropped")
