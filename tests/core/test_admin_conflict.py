"""Two HR admins at one form of the admin."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from bkn_portal.core.admin_conflict import TwoAtOnce
from bkn_portal.core.forms import HiddenList
from bkn_portal.employees.models import OrgUnit
from tests.factories import EmployeeFactory, OrgUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    """An HR admin's browser."""
    client.force_login(EmployeeFactory(is_hr_admin=True))
    return client


def address_of(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def sent(page, **changes):
    """What a browser sends: each field, and what the page showed of it."""
    values = {}
    for bound in page.context["adminform"].form:
        value = bound.value()
        shown = "" if value is None else str(bound.field.prepare_value(value))
        values[f"initial-{bound.html_name}"] = shown
        if value is not False:
            values[bound.html_name] = "on" if value is True else shown
    values |= changes
    return {name: value for name, value in values.items() if value is not None}


def test_page_brings_along_what_it_showed(office):
    unit = OrgUnitFactory(name="Biro Umum")
    page = office.get(address_of(unit)).content.decode()
    assert '<input type="hidden" name="initial-name" value="Biro Umum" id="initial-id_name">' in page


def test_field_that_both_changed_is_told_and_nothing_is_stored(office):
    unit = OrgUnitFactory(name="Biro Umum", short_name="")
    page = office.get(address_of(unit))
    assert office.post(address_of(unit), sent(page, name="Biro Keuangan")).status_code == 302
    refused = office.post(address_of(unit), sent(page, name="Biro Hukum", short_name="BH"))
    form = refused.context["adminform"].form
    assert form.errors == {"name": [
        "Orang lain sudah menulis “Biro Keuangan” di sini sejak Anda membuka halaman. "
        "Simpan sekali lagi bila isian Anda yang dipakai."
    ]}  # fmt: skip
    assert (form["name"].value(), form["short_name"].value()) == ("Biro Hukum", "BH")
    unit.refresh_from_db()
    assert (unit.name, unit.short_name) == ("Biro Keuangan", "")
    assert 'name="initial-name" value="Biro Keuangan"' in refused.content.decode()


def test_field_sent_again_after_the_warning_is_stored(office):
    unit = OrgUnitFactory(name="Biro Umum")
    page = office.get(address_of(unit))
    office.post(address_of(unit), sent(page, name="Biro Keuangan"))
    again = sent(page, name="Biro Hukum") | {"initial-name": "Biro Keuangan"}
    assert office.post(address_of(unit), again).status_code == 302
    unit.refresh_from_db()
    assert unit.name == "Biro Hukum"


def test_field_left_as_shown_keeps_what_another_stored(office):
    unit = OrgUnitFactory(name="Biro Umum", short_name="")
    page = office.get(address_of(unit))
    office.post(address_of(unit), sent(page, name="Biro Keuangan", is_active=None))
    assert office.post(address_of(unit), sent(page, short_name="BK")).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.short_name, unit.is_active) == ("Biro Keuangan", "BK", False)


def test_same_change_by_both_is_no_conflict(office):
    unit = OrgUnitFactory(name="Biro Umum")
    page = office.get(address_of(unit))
    for _person in range(2):
        assert office.post(address_of(unit), sent(page, name="Biro Keuangan")).status_code == 302


def test_nip_that_both_changed_is_told_without_repeating_it(office):
    person = EmployeeFactory(nip="199203142018012001", employment="pns")
    page = office.get(address_of(person))
    assert office.post(address_of(person), sent(page, nip="199203142018012002")).status_code == 302
    refused = office.post(address_of(person), sent(page, nip="199203142018012003"))
    assert refused.context["adminform"].form.errors["nip"] == [
        "Orang lain sudah mengubah isian ini sejak Anda membuka halaman. "
        "Simpan sekali lagi bila isian Anda yang dipakai."
    ]


@pytest.mark.parametrize("junk", ["[" * 50_000, "9" * 5_000, "{}", "", "1"], ids=range(5))
def test_hidden_list_with_junk_brings_nothing_along(junk):
    assert HiddenList().value_from_datadict({"shown": junk}, {}, "shown") == []


class OpeningForm(TwoAtOnce):
    """With a field of two inputs that is no column."""

    opens = forms.SplitDateTimeField(required=False)

    class Meta:
        model = OrgUnit
        fields = ["name"]


NINE, TEN, NOON = (datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (2, 3, 5))  # WIB is seven hours ahead


def opening(stored, clock, *, shown):
    """The form sent with a clock in the second input by somebody whose page showed the moment `shown`."""
    unit = OrgUnitFactory(name="Biro Umum")
    page = OpeningForm(instance=unit, initial={"opens": shown})
    hidden = page["opens"].as_hidden(only_initial=True)
    data = QueryDict(mutable=True)
    data.update({"name": "Biro Umum", "initial-name": "Biro Umum", "opens_0": "2026-11-24", "opens_1": clock})
    data["initial-opens"] = hidden.partition(' value="')[2].partition('"')[0].replace("&quot;", '"')
    form = OpeningForm(data, instance=unit, initial={"opens": stored})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("stored", "clock", "errors", "opens"),
    [
        (TEN, "09:00", [], TEN),  # left as shown
        (NINE, "10:00", [], TEN),  # changed here alone
        (TEN, "10:00", [], TEN),  # the same by both
        (TEN, "12:00", ["opens"], None),  # two changes
        (None, "12:00", ["opens"], None),
        (None, "09:00", [], None),
    ],
)
def test_field_of_several_inputs_is_compared_as_a_whole(stored, clock, errors, opens):
    form = opening(stored, clock, shown=NINE)
    assert (list(form.errors), form.cleaned_data.get("opens")) == (errors, opens)


def test_field_of_several_inputs_is_stored_when_sent_again(db):
    refused = opening(TEN, "12:00", shown=NINE)
    again = OpeningForm(refused.data, instance=refused.instance, initial={"opens": TEN})
    assert (again.is_valid(), again.cleaned_data["opens"]) == (True, NOON)
