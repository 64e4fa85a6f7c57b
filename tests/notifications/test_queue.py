from datetime import timedelta
from queue import Empty

import pytest
from celery import current_app

from bkn_portal.employees.actions import deactivate_employee
from bkn_portal.notifications import actions, registry
from bkn_portal.notifications.models import Reminder
from bkn_portal.notifications.registry import Draft
from tests.factories import EmployeeFactory, ReminderFactory

pytestmark = pytest.mark.django_db


def draft(employee, now, key="sample.note:1"):
    return Draft(key, employee.pk, now, now + timedelta(days=1), 1)


def test_notify_twice_with_one_key_makes_one_row(note, now):
    employee = EmployeeFactory()
    for _again in range(2):
        actions.notify(kind="sample.note", recipient=employee, target_id=7, key="sample.note:7", now=now)
    reminder = Reminder.objects.get()
    assert (reminder.recipient, reminder.target_id, reminder.due_at) == (employee, 7, now)
    assert (reminder.state, reminder.next_try_at) == ("waiting", now)


def queued_tasks():
    """Names of the tasks that wait in the real broker; takes them."""
    with current_app.connection_for_read() as connection, connection.SimpleQueue("celery") as queue:
        names = []
        while True:
            try:
                message = queue.get(block=False)
            except Empty:
                return names
            names.append(message.headers["task"])
            message.ack()


def test_notify_when_committed_wakes_the_worker_once(note, now, django_capture_on_commit_callbacks):
    employee = EmployeeFactory()
    queued_tasks()
    with django_capture_on_commit_callbacks(execute=True):
        for _again in range(2):
            actions.notify(kind="sample.note", recipient=employee, target_id=7, key="sample.note:7", now=now)
        assert queued_tasks() == []
    assert queued_tasks() == ["bkn_portal.notifications.tasks.deliver"]


def test_notify_with_unknown_kind_is_refused(now):
    with pytest.raises(ValueError, match=r"sample\.unknown"):
        actions.notify(kind="sample.unknown", recipient=EmployeeFactory(), target_id=7, key="x", now=now)


def test_notify_a_deactivated_person_makes_no_row(note, now):
    employee = EmployeeFactory(is_active=False, deactivated_at=now)
    actions.notify(kind="sample.note", recipient=employee, target_id=7, key="sample.note:7", now=now)
    assert not Reminder.objects.exists()


def test_plan_reminders_twice_makes_each_row_once(register_kind, now):
    employee = EmployeeFactory()
    register_kind(find=lambda now: [draft(employee, now)])
    assert [actions.plan_reminders(now=now), actions.plan_reminders(now=now)] == [1, 0]


def test_plan_reminders_when_one_kind_fails_plans_the_others(register_kind, now, caplog):
    words = ["what", "a", "person", "wrote"]

    def broken(now):
        raise RuntimeError(" ".join(words))

    register_kind("sample.broken", find=broken)
    register_kind(find=lambda now: [draft(EmployeeFactory(), now)])
    assert actions.plan_reminders(now=now) == 1
    assert "finding sample.broken failed: RuntimeError" in caplog.text
    assert "what a person wrote" not in caplog.text


def test_plan_reminders_of_many_takes_them_in_batches(register_kind, now, monkeypatch):
    monkeypatch.setattr("bkn_portal.notifications.actions.queue.BATCH", 2)
    employee = EmployeeFactory()
    register_kind(find=lambda now: (draft(employee, now, f"sample.note:{n}") for n in range(5)))
    assert actions.plan_reminders(now=now) == 5


def test_moved_source_with_a_new_time_makes_a_new_key(register_kind, now):
    employee, start = EmployeeFactory(), [now]
    register_kind(find=lambda now: [draft(employee, now, f"sample.note:1:{start[0].isoformat()}")])
    actions.plan_reminders(now=now)
    start[0] += timedelta(hours=1)
    assert actions.plan_reminders(now=now) == 1


def test_deactivated_employee_loses_what_waits(now):
    employee, other = EmployeeFactory(), EmployeeFactory()
    for state in ("waiting", "held", "sent"):
        ReminderFactory(recipient=employee, state=state)
    claimed = ReminderFactory(recipient=employee, state="claimed", claimed_at=now)
    ReminderFactory(recipient=other)
    deactivate_employee(employee=employee, by=EmployeeFactory(is_hr_admin=True), now=now)
    assert sorted(Reminder.objects.filter(recipient=employee).values_list("state", flat=True)) == [
        "dropped",
        "dropped",
        "dropped",
        "sent",
    ]
    assert Reminder.objects.get(recipient=other).state == "waiting"
    claimed.refresh_from_db()
    assert claimed.claimed_at is None


def test_register_the_same_code_twice_is_refused(note):
    with pytest.raises(ValueError, match="registered twice"):
        registry.register(note)


def test_kind_with_an_invitation_that_could_wait_for_a_digest_is_refused(register_kind):
    with pytest.raises(ValueError, match="can wait"):
        register_kind(calendar=lambda reminder, context: None)
