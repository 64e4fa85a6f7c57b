import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bkn_portal.notifications.models import MailDay, MailRhythm, Preference, Reminder
from tests.factories import EmployeeFactory, ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": "other"}, "Pilih status."),
        ({"state": "claimed"}, "Pengingat yang sedang dikirim punya waktu pengambilan, yang lain tidak."),
        ({"read_at": "2026-11-24T00:00Z"}, "Hanya yang ada di kotak masuk yang dapat dibaca."),
    ],
)
def test_reminder_against_a_rule_is_refused_by_database_and_form(fields, sentence):
    reminder = ReminderFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.filter(pk=reminder.pk).update(**fields)
    with pytest.raises(ValidationError) as refusal:
        Reminder(**{**vars_of(reminder), **fields}).validate_constraints()
    assert refusal.value.messages == [sentence]


def vars_of(reminder):
    return {field.attname: getattr(reminder, field.attname) for field in Reminder._meta.concrete_fields}


def test_reminder_key_is_unique_in_the_database():
    ReminderFactory(key="sample.note:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderFactory(key="sample.note:1")


@pytest.mark.parametrize(
    ("model", "first", "second", "sentence"),
    [
        (Preference, {"kind": "a"}, {"kind": "a"}, "Sudah ada pilihan untuk jenis ini."),
        (MailDay, {"day": "2026-11-24"}, {"day": "2026-11-24"}, "Hari ini sudah dihitung."),
    ],
)
def test_second_row_of_the_same_is_refused_by_database_and_form(model, first, second, sentence):
    employee = EmployeeFactory()
    model.objects.create(employee=employee, **first)
    again = model(employee=employee, **second)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    with pytest.raises(ValidationError) as refusal:
        model(employee=employee, **second).validate_constraints()
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    ("model", "fields", "sentence"),
    [
        (MailDay, {"day": "2026-11-24", "mails": 4}, "Tidak ada yang menerima lebih dari tiga surel sehari."),
        (MailRhythm, {"rhythm": "hourly"}, "Pilih salah satu irama."),
    ],
)
def test_row_against_a_rule_is_refused_by_database_and_form(model, fields, sentence):
    row = model(employee=EmployeeFactory(), **fields)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert refusal.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_reminder_of_a_removed_kind_shows_its_code():
    assert ReminderFactory(kind="gone.kind").label == "gone.kind"
