"""What the base of every admin page lets an address ask for."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from bkn_portal.audit.models import Event
from coaching.models import CoachingEngagement
from tests.factories import CoachingEngagementFactory, EmployeeFactory

pytestmark = pytest.mark.django_db
PEOPLE = reverse("admin:employees_employee_changelist")
EVENTS = reverse("admin:audit_event_changelist")


@pytest.fixture
def office(client):
    """An HR admin's browser."""
    client.force_login(EmployeeFactory(is_hr_admin=True))
    return client


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label_lower)
def test_list_by_a_column_that_no_filter_offers_is_refused(office, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert office.get(address, {f"{model._meta.pk.name}__gte": "1"}).status_code == 400


@pytest.mark.parametrize(
    "lookup", ["password__startswith", "password", "unit__members__password__startswith", "employment__startswith"]
)
def test_people_by_a_hidden_column_are_refused(office, lookup):
    assert office.get(PEOPLE, {lookup: "argon2"}).status_code == 400


@pytest.mark.parametrize("asked", [{"employment__exact": "pns"}, {"is_active__exact": "1"}, {"role": "is_hr_admin"}])
def test_people_by_an_offered_filter_are_listed(office, asked):
    assert office.get(PEOPLE, asked).context["cl"].result_count == 1


def test_history_link_lists_the_events_about_one_person(office, now):
    target = EmployeeFactory()
    for number in (target.pk, 0):
        Event.objects.create(kind="x", target_type="employees.employee", target_id=number, at=now)
    history = reverse("admin:employees_employee_history", args=[target.pk])
    assert office.get(history, follow=True).context["cl"].result_count == 1


@pytest.mark.parametrize("name", ["target_id", "target_type"])
def test_nul_in_a_filter_is_refused(office, name):
    assert office.get(EVENTS, {name: "\0"}).status_code == 400


@pytest.mark.parametrize("term", ["\0", "Rat\0na"])
def test_search_for_nul_looks_for_the_rest(office, term):
    EmployeeFactory(name="Ratna Sari")
    found = {"\0": 2, "Rat\0na": 1}[term]
    assert office.post(PEOPLE, {"q": term}, follow=True).context["cl"].result_count == found


@pytest.mark.parametrize("method", ["get", "post"])
def test_field_with_a_search_asked_for_nul_offers_what_the_rest_finds(office, method):
    EmployeeFactory(name="Ratna Sari", unit=None)
    asked = {"app_label": "employees", "model_name": "supervision", "field_name": "employee", "term": "Rat\0na"}
    offered = getattr(office, method)(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in offered] == ["Ratna Sari"]


def test_page_named_by_an_empty_field_is_the_page_itself(office):
    address = reverse("admin:employees_employee_change", args=[EmployeeFactory().pk])
    assert office.get(address, {"_to_field": ""}).status_code == 200


def test_coaching_has_no_way_from_hrs_page_to_that_of_the_two(office):
    engagement = CoachingEngagementFactory()
    address = reverse("admin:coaching_coachingengagement_change", args=[engagement.pk])
    assert "/admin/r/" not in office.get(address).content.decode()
    number = ContentType.objects.get_for_model(CoachingEngagement).pk
    assert [office.get(f"/admin/r/{number}/{pk}/").status_code for pk in (engagement.pk, "abc")] == [404, 404]


def test_events_are_told_in_words_and_found_by_them(office, now):
    Event.objects.create(kind="employees.employee.changed", target_type="employees.employee", target_id="7", at=now)
    Event.objects.create(kind="gone.noun.verb", target_type="gone.model", target_id="8", at=now)
    assert [str(event) for event in office.get(EVENTS).context["cl"].result_list] == [
        "gone.noun.verb: gone.model 8", "Data pegawai diubah: pegawai 7",
    ]  # fmt: skip
    for term, found in (("pegawai diubah", ["7"]), ("employees.employee", ["7"]), ("tidak ada", [])):
        listed = office.post(EVENTS, {"q": term}, follow=True).context["cl"].result_list
        assert [event.target_id for event in listed] == found


JUNK = ["abc", "-1", "9" * 30, "1.5", "\u0663"]


@pytest.mark.parametrize("junk", JUNK)
def test_field_of_another_table_with_junk_is_refused_in_the_form(office, junk):
    answer = office.post(reverse("admin:employees_employee_add"), {"name": "Sari", "unit": junk})
    form = answer.context["adminform"].form
    assert (answer.status_code, form.errors["unit"]) == (200, ["Pilih salah satu dari daftar."])
    assert form["name"].value() == "Sari"


@pytest.mark.parametrize("junk", JUNK)
def test_action_on_junk_asks_to_choose_rows(office, junk):
    answer = office.post(PEOPLE, {"action": "deactivate", "_selected_action": junk}, follow=True)
    told = "Pilih dahulu barisnya. Tidak ada yang berubah."
    assert [str(message) for message in answer.context["messages"]] == [told]


def test_action_on_a_row_and_junk_takes_the_row(office):
    person = EmployeeFactory()
    answer = office.post(PEOPLE, {"action": "deactivate", "_selected_action": ["abc", person.pk]})
    assert answer.context["rows"] == [person]


@pytest.mark.parametrize("day", ["01-01-0001", "31-12-9999", "31-12-1899"])
def test_day_of_another_age_is_refused(office, day):
    answer = office.post(reverse("admin:employees_supervision_add"), {"kind": "definitive", "start": day})
    assert answer.context["adminform"].form.errors["start"] == ["Tanggal ini tidak dikenali."]
