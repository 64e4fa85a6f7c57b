import re
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from bkn_portal.audit.models import Event
from bkn_portal.core import admin as core_admin
from bkn_portal.core.admin import PortalModelAdmin
from bkn_portal.core.crypto import encrypt
from bkn_portal.employees import actions
from bkn_portal.employees.models import Employee, OrgUnit, Position, Supervision
from tests.factories import EmployeeFactory, OrgUnitFactory, PositionFactory, SupervisionFactory, make_nip

pytestmark = pytest.mark.django_db
# Each chosen row, and each chosen relation of a form, is read and locked by itself: that is not a list gone wrong.
ONE_BY_ONE = [{"model": f"employees.{name}", "field": "get()"} for name in ("Employee", "OrgUnit")]
one_by_one = zeal_ignore(ONE_BY_ONE)
LIST = reverse("admin:employees_employee_changelist")
ADD = reverse("admin:employees_employee_add")
IMPORT = reverse("admin:employees_employee_import")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
)


def page(pk):
    return reverse("admin:employees_employee_change", args=[pk])


def form_of(response, **changes):
    """What a browser would send back, with some fields filled otherwise."""
    values = {}
    for bound in response.context["adminform"].form:
        value = bound.value()
        if value not in (None, False):
            values[bound.html_name] = value
    values |= changes
    return {name: value for name, value in values.items() if value is not None}


def errors(response):
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


ADMIN_PAGES = [
    "admin:index", "admin:employees_employee_changelist", "admin:employees_employee_add",
    "admin:employees_employee_import", "admin:employees_orgunit_changelist", "admin:employees_orgunit_add",
    "admin:employees_orgunit_import", "admin:employees_position_changelist", "admin:employees_position_add",
    "admin:employees_supervision_changelist", "admin:employees_supervision_add", "admin:audit_event_changelist",
]  # fmt: skip


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_admin_page_opens_for_hr_without_anything_inline(name, office):
    SupervisionFactory()
    response = office.get(reverse(name))
    assert response.status_code == 200
    assert INLINE.findall(response.content.decode()) == []


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_admin_page_is_closed_to_others(name, enter):
    assert enter(EmployeeFactory()).get(reverse(name)).status_code == 302


def test_admin_change_page_has_nothing_inline_and_no_nip_in_its_address(office):
    employee = SupervisionFactory().employee
    response = office.get(page(employee.pk))
    assert INLINE.findall(response.content.decode()) == []
    assert employee.nip not in page(employee.pk)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("employees_employee", EmployeeFactory),
        ("employees_orgunit", lambda: OrgUnitFactory(parent=OrgUnitFactory())),
        ("employees_position", PositionFactory),
        ("employees_supervision", SupervisionFactory),
    ],
)
def test_admin_list_has_the_same_queries_with_one_and_three_rows(name, make, office, django_assert_num_queries):
    address, counts = reverse(f"admin:{name}_changelist"), []
    make()
    office.get(address)
    for more in (0, 2):
        for _number in range(more):
            make()
        with django_assert_num_queries(6, exact=False) as captured:
            office.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ratna", {"Ratna Sari"}),
        ("q=199001", {"Ratna Sari"}),
        ("employment__exact=pppk", {"Budi"}),
        ("is_active__exact=0", {"Citra"}),
        ("role=is_verifier", {"Budi"}),
        ("q=tidak-ada", set()),
        ("role=x&unit=x", set()),
        ("unit=999999999999999999999", set()),
    ],
)
def test_admin_list_searches_and_filters(query, found, office, now):
    EmployeeFactory(name="Ratna Sari", nip=make_nip(1001, born="19900115"))
    EmployeeFactory(name="Budi", nip=make_nip(1002, pppk=True, born="19800101"), pppk=True, is_verifier=True)
    EmployeeFactory(name="Citra", nip=make_nip(1003, born="19700101"), is_active=False, deactivated_at=now)
    Employee.objects.filter(name__startswith="Wulan").update(nip=make_nip(1004, born="19600101"))
    response = office.get(f"{LIST}?{query}")
    assert {one.name for one in response.context["cl"].result_list} == found


def test_admin_list_filters_by_unit_with_what_is_below(office):
    top = OrgUnitFactory(name="Deputi")
    below = OrgUnitFactory(name="Direktorat A", parent=top)
    member = EmployeeFactory(unit=below)
    response = office.get(f"{LIST}?unit={top.pk}")
    assert list(response.context["cl"].result_list) == [member]
    choices = response.context["cl"].filter_specs[-1].lookup_choices
    assert [label for _value, label in choices] == ["Deputi", "Direktorat A"]


def test_admin_list_counts_no_further_than_the_limit(office, monkeypatch):
    monkeypatch.setattr(core_admin, "COUNT_LIMIT", 2)
    EmployeeFactory.create_batch(3)
    response = office.get(LIST)
    assert response.context["cl"].result_count == 2
    assert "lebih dari 2 pegawai" in " ".join(response.content.decode().split())


def test_admin_adds_an_employee_with_a_role(office, hr):
    office.post(ADD, form_of(office.get(ADD), nip="19920314 201801 2 001", name="Ratna", employment="pns",
                             is_verifier="on"))  # fmt: skip
    added = Employee.objects.get(nip="199203142018012001")
    assert (added.name, added.is_verifier, added.has_usable_password()) == ("Ratna", True, False)
    assert list(Event.objects.order_by("id").values_list("kind", "actor_id")) == [
        ("employees.employee.created", hr.pk), ("employees.role.granted", hr.pk)]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"nip": "1"}, "nip"),
        ({"nip": ""}, "nip"),
        ({"name": "x" * 151}, "name"),
        ({"employment": "pppk", "grade": ""}, "employment"),
        ({"grade": "IX"}, "grade"),
        ({"email": "dipakai@bkn.example"}, "__all__"),
        ({"unit": "999999"}, "unit"),
        ({"contract_start": "2026-01-01"}, "contract_start"),
        ({"contract_start": "besok"}, "contract_start"),
    ],
)
def test_admin_form_with_a_fault_says_where_and_keeps_what_was_typed(fault, field, office):
    EmployeeFactory(email="dipakai@bkn.example")
    employee = EmployeeFactory()
    before = Employee.objects.filter(pk=employee.pk).values().get()
    response = office.post(page(employee.pk), form_of(office.get(page(employee.pk)), **{"name": "Ketik"} | fault))
    assert (response.status_code, list(errors(response))) == (200, [field])
    assert (fault.get("name") or "Ketik") in response.content.decode()
    assert Employee.objects.filter(pk=employee.pk).values().get() == before


def test_admin_hr_sees_no_way_to_a_system_administrator(office, root):
    employee = EmployeeFactory()
    office.post(page(employee.pk), form_of(office.get(page(employee.pk)), is_superuser="on", is_leader="on"))
    employee.refresh_from_db()
    assert (employee.is_superuser, employee.is_leader) == (False, True)
    assert office.post(page(root.pk), {"name": "x"}).status_code == 403
    assert office.get(page(root.pk)).status_code == 200


def test_admin_hr_keeps_the_own_key(office, hr):
    assert "is_hr_admin" not in office.get(page(hr.pk)).context["adminform"].form.fields


def test_admin_nothing_is_deleted(office, root, enter):
    employee = EmployeeFactory()
    for browser in (office, enter(root)):
        assert browser.post(reverse("admin:employees_employee_delete", args=[employee.pk])).status_code == 403
        assert "delete_selected" not in browser.get(LIST).content.decode()


def test_admin_history_leads_to_the_audit_events(office, hr, now):
    unit = actions.create_unit(unit=OrgUnit(code="A", name="A"), by=hr, now=now)
    response = office.get(reverse("admin:employees_orgunit_history", args=[unit.pk]), follow=True)
    assert [event.kind for event in response.context["cl"].result_list] == ["employees.unit.created"]


def test_admin_audit_is_read_only(office, hr, now):
    actions.create_unit(unit=OrgUnit(code="A", name="A"), by=hr, now=now)
    event = Event.objects.get()
    address = reverse("admin:audit_event_change", args=[event.pk])
    assert (office.get(address).status_code, office.post(address, {"kind": "x"}).status_code) == (200, 403)
    assert office.get(reverse("admin:audit_event_add")).status_code == 403


def choose(browser, action, people, **more):
    chosen = {"action": action, "_selected_action": [one.pk for one in people], **more}
    return browser.post(LIST, chosen, follow=bool(more))


@one_by_one
def test_admin_deactivates_after_a_question_and_reactivates(office):
    people = EmployeeFactory.create_batch(2)
    asked = choose(office, "deactivate", people)
    assert set(asked.context["rows"]) == set(people)
    assert INLINE.findall(asked.content.decode()) == []
    assert Employee.objects.active().count() == 3
    done = choose(office, "deactivate", people, confirmed="yes")
    assert [str(message) for message in done.context["messages"]] == ["2 pegawai dinonaktifkan."]
    assert Employee.objects.active().count() == 1
    choose(office, "reactivate", people, confirmed="yes")
    again = choose(office, "reactivate", people[:1], confirmed="yes")
    assert [str(one).split(": ")[1] for one in again.context["messages"]] == ["Pegawai ini sudah aktif."]
    assert Employee.objects.active().count() == 3


@one_by_one
def test_admin_deactivating_oneself_is_told_and_the_others_go_on(office, hr):
    other = EmployeeFactory()
    done = choose(office, "deactivate", [hr, other], confirmed="yes")
    assert len(done.context["messages"]) == 2
    assert list(Employee.objects.active()) == [hr]


@pytest.mark.parametrize("more", [{}, {"confirmed": "1"}])
def test_admin_too_many_rows_at_once_are_refused_even_if_confirmed(office, monkeypatch, more):
    monkeypatch.setattr(core_admin, "ACTION_LIMIT", 1)
    choose(office, "deactivate", EmployeeFactory.create_batch(2), **more)
    assert Employee.objects.active().count() == 3


@one_by_one
def test_admin_moves_a_unit_and_explains_a_circle(office):
    top, other = OrgUnitFactory(), OrgUnitFactory()
    unit = OrgUnitFactory(parent=top)
    address = reverse("admin:employees_orgunit_change", args=[unit.pk])
    office.post(address, form_of(office.get(address), parent=other.pk))
    assert OrgUnit.objects.get(pk=unit.pk).path == f"/{other.pk}/{unit.pk}/"
    address = reverse("admin:employees_orgunit_change", args=[other.pk])
    refused = office.post(address, form_of(office.get(address), parent=unit.pk))
    assert errors(refused) == {"parent": ["Unit tidak dapat berada di bawah dirinya sendiri atau di bawah bawahannya."]}


def test_admin_stores_a_position(office):
    address = reverse("admin:employees_position_add")
    office.post(address, {"code": "ARS", "name": "Arsiparis", "category": "ahli_muda"})
    assert Position.objects.get(code="ARS").name == "Arsiparis"


@one_by_one
def test_admin_new_supervisor_takes_the_place_of_the_one_before(office):
    relation, leader = SupervisionFactory(), EmployeeFactory()
    address = reverse("admin:employees_supervision_add")
    values = {"employee": relation.employee_id, "supervisor": leader.pk, "kind": "definitive", "start": "2026-11-24"}
    office.post(address, values)
    assert list(Supervision.objects.order_by("start").values_list("supervisor", "end")) == [
        (relation.supervisor_id, date(2026, 11, 23)), (leader.pk, None)]  # fmt: skip
    values |= {"employee": leader.pk, "supervisor": relation.employee_id, "start": "2026-11-25"}
    refused = office.post(address, values)
    assert list(errors(refused)) == ["__all__"]
    assert Supervision.objects.count() == 2


def test_admin_of_a_stored_supervision_only_the_end_changes(office):
    relation = SupervisionFactory()
    address = reverse("admin:employees_supervision_change", args=[relation.pk])
    office.post(address, {"end": "2026-12-31", "kind": "plt", "start": "2020-01-01"})
    relation.refresh_from_db()
    assert (relation.end, relation.kind, relation.start) == (date(2026, 12, 31), "definitive", date(2026, 1, 1))
    assert list(errors(office.post(address, {"end": "2025-01-01"}))) == ["__all__"]


@pytest.mark.postgres
def test_admin_holds_two_people_before_their_supervision(office):
    """As the actions do: in the other order two of HR at one person could wait for each other."""
    address = reverse("admin:employees_supervision_change", args=[SupervisionFactory().pk])
    with CaptureQueriesContext(connection) as asked:
        office.post(address, {"end": "2026-12-31"})
    held = [one["sql"].split(" FROM ")[1].split('"')[1] for one in asked if "FOR NO KEY UPDATE" in one["sql"]]
    assert held[:2] == ["employees_employee", "employees_supervision"]


def test_admin_supervisions_are_found_by_either_person(office):
    relation = SupervisionFactory(employee__name="Ratna Sari", supervisor__name="Budi Santoso")
    SupervisionFactory(end=date(2026, 2, 1))
    address = reverse("admin:employees_supervision_changelist")
    for query in ("q=ratna", "q=santoso", "in_force=today"):
        assert list(office.get(f"{address}?{query}").context["cl"].result_list) == [relation]


def test_admin_autocomplete_finds_people_by_the_search_of_the_list(office):
    found = EmployeeFactory(name="Ratna Sari")
    EmployeeFactory(name="Budi")
    asked = {"app_label": "employees", "model_name": "supervision", "field_name": "supervisor", "term": "ratna"}
    answer = office.get(reverse("admin:autocomplete"), asked).json()
    text = f"Ratna Sari · {found.unit.label}"
    assert answer == {"results": [{"id": str(found.pk), "text": text}], "pagination": {"more": False}}


@pytest.mark.parametrize("term", ["19920314", "1992"])
def test_admin_autocomplete_does_not_search_by_nip(office, term):
    EmployeeFactory(nip=make_nip(1001, born="19920314"))
    asked = {"app_label": "employees", "model_name": "supervision", "field_name": "supervisor", "term": term}
    assert office.get(reverse("admin:autocomplete"), asked).json()["results"] == []


def test_admin_autocomplete_posted_finds_by_nip_too(office):
    found = EmployeeFactory(nip=make_nip(1001, born="19920314"))
    asked = {"app_label": "employees", "model_name": "supervision", "field_name": "supervisor", "term": "19920314"}
    answer = office.post(reverse("admin:autocomplete"), asked).json()
    assert [one["id"] for one in answer["results"]] == [str(found.pk)]


def page_of(response, **changes):
    """What a browser sends of a page that brings along what it showed."""
    shown = form_of(response)
    return shown | {f"initial-{name}": value for name, value in shown.items()} | changes


def test_admin_change_keeps_what_another_stored_meanwhile(office):
    person, unit = EmployeeFactory(is_verifier=False), OrgUnitFactory()
    old, other = office.get(page(person.pk)), office.get(page(person.pk))
    with zeal_ignore(ONE_BY_ONE):
        assert office.post(page(person.pk), page_of(other, unit=unit.pk, is_verifier="on")).status_code == 302
        assert office.post(page(person.pk), page_of(old, title_after="M.M.")).status_code == 302
    person.refresh_from_db()
    assert (person.title_after, person.unit, person.is_verifier) == ("M.M.", unit, True)


def test_admin_nip_of_someone_who_signed_in_is_closed_to_hr_and_says_why(office, now):
    person = EmployeeFactory(name="Ratna Sari", last_login=now)
    answer = office.get(page(person.pk))
    assert "nip" not in answer.context["adminform"].form.fields
    assert "Orang ini sudah pernah masuk." in answer.content.decode()
    assert office.post(page(person.pk), form_of(answer, nip=make_nip(1001), name="Ratna")).status_code == 302
    assert list(Employee.objects.filter(pk=person.pk).values_list("nip", "name")) == [(person.nip, "Ratna")]


def test_admin_nip_of_someone_who_signed_in_is_open_to_a_system_administrator(root, enter, now):
    person = EmployeeFactory(last_login=now)
    assert "nip" in enter(root).get(page(person.pk)).context["adminform"].form.fields


SEARCHED_BY_NIP = [LIST, *(reverse(f"admin:{name}_changelist") for name in (
    "employees_supervision", "competencies_assessment", "hours_ledgerentry", "hours_yeartotal",
    "notifications_reminder",
))]  # fmt: skip


@pytest.mark.parametrize("address", SEARCHED_BY_NIP)
def test_admin_search_keeps_the_nip_out_of_every_address(office, address):
    person = EmployeeFactory()
    answer = office.post(f"{address}?p=2", {"q": person.grouped_nip})
    assert answer.status_code == 302
    assert find_digits(answer.url) == []
    listed = office.get(answer.url)
    assert listed.context["cl"].query == person.grouped_nip
    assert find_digits(*re.findall(r'(?:href|action)="([^"]*)"', listed.content.decode())) == []


def find_digits(*addresses):
    """Addresses with eight digits and more in them, as a NIP would have; the encrypted text of a search has none."""
    plain = [re.sub(r"gAAAA[\w=%-]+", "", one) for one in addresses]
    return [one for one in plain if re.search(r"(?:\d[ +.-]?|%20){8}", one)]


def test_admin_search_by_nip_finds_the_person_in_list_and_export(office):
    person = EmployeeFactory(name="Ratna Sari")
    EmployeeFactory(name="Budi")
    found = office.post(f"{LIST}?is_active__exact=1", {"q": person.nip}).url
    assert [one.name for one in office.get(found).context["cl"].result_list] == ["Ratna Sari"]
    assert "is_active__exact=1" in found
    export = reverse("admin:employees_employee_export", args=["csv"]) + found.removeprefix(LIST)
    rows = b"".join(office.get(export)).decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "Ratna Sari" in rows[1]


def test_admin_search_emptied_shows_the_whole_list(office):
    found = office.post(LIST, {"q": "tidak ada"}).url
    assert office.get(found).context["cl"].result_count == 0
    assert office.post(found, {"q": " "}).url == LIST


@pytest.mark.parametrize("typed", ["19920314", "199203142018012001", "19920314 201801"])
def test_admin_list_with_a_readable_nip_in_its_address_does_not_search_it(office, typed):
    answer = office.get(LIST, {"q": typed, "o": "1"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?o=1", 302)]
    assert "kotak pencarian" in answer.content.decode()
    assert office.get(reverse("admin:employees_employee_export", args=["csv"]), {"q": typed}).url == LIST


def test_admin_search_does_not_open_other_ciphertext(office):
    secret = encrypt("Catatan pribadi")
    assert office.get(LIST, {"q": secret}).context["cl"].query == secret


def test_admin_registers_only_pages_that_write_through_actions():
    assert [model for model, page in admin.site._registry.items() if not isinstance(page, PortalModelAdmin)] == []
    assert not any(admin.site.is_registered(model) for model in (EmailAddress, Group))


def test_employee_add_page_shows_only_what_can_be_filled(office):
    sections = [str(name) for name, _options in office.get(ADD).context["adminform"].fieldsets if name]
    assert sections == ["Kepegawaian", "Peran", "Pengaturan"]
    sections = [
        str(name) for name, _options in office.get(page(EmployeeFactory().pk)).context["adminform"].fieldsets if name
    ]
    assert sections == ["Kepegawaian", "Atasan", "Peran", "Pengaturan", "Akses"]
