"""What HR sees of the audit trail."""

import pytest
from django.test import Client
from django.urls import reverse

from bkn_portal.audit.actions import record
from bkn_portal.audit.details import lines_of
from tests.factories import EmployeeFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:audit_event_changelist")


@pytest.fixture
def office():
    """An HR admin's browser."""
    client = Client()
    client.force_login(EmployeeFactory(is_hr_admin=True))
    return client


def found(office, term):
    page = office.post(LIST, {"q": term}, follow=True)
    return [event.kind for event in page.context["cl"].result_list]


@pytest.mark.parametrize(
    ("term", "kinds"),
    [
        ("Sasaran ditarik", ["coaching.goal.withdrawn"]),
        ("coaching.goal.w", ["coaching.goal.withdrawn"]),
        ("Coaching.Former", ["coaching.former.renamed"]),  # a kind that nothing writes any more has no name
        ("coaching.", ["coaching.former.renamed", "coaching.goal.withdrawn"]),
        ("renamed", []),
    ],
)
def test_audit_is_searched_by_name_and_by_the_beginning_of_the_code(office, now, term, kinds):
    employee = EmployeeFactory()
    for kind in ("coaching.goal.withdrawn", "coaching.former.renamed", "employees.employee.changed"):
        record(kind, actor=employee, target=employee, at=now)
    assert found(office, term) == kinds


@pytest.mark.parametrize(
    ("kind", "details", "lines"),
    [
        (
            "employees.employee.changed",
            {"fields": ["name", "grade", "unit"]},
            "Isian yang diubah: nama, golongan ruang, unit kerja",
        ),
        ("employees.employee.changed", {"fields": ["supervisor"]}, "Isian yang diubah: atasan langsung"),
        ("employees.employee.changed", {"fields": ["gone"]}, "Isian yang diubah: gone"),
        ("employees.role.granted", {"role": "hr_admin"}, "Peran: Pengelola SDM"),
        ("employees.sign_in.succeeded", {"methods": ["password", "mfa"]}, "Masuk dengan: kata sandi, faktor kedua"),
        ("employees.session.others_ended", {"count": 3}, "Jumlah: 3"),
        ("employees.supervisor.ended", {"supervision": 7, "end": None}, "Hubungan atasan: 7\nSampai: kosong"),
        ("employees.supervisor.ended", {"end": "2026-11-24"}, "Sampai: 24 November 2026"),
        ("employees.employee.time_zone_changed", {"time_zone": ""}, "Zona waktu sendiri: menurut unit"),
        ("coaching.session.moved", {"start": "2026-11-24T02:00:00+00:00"}, "Mulai: 24 November 2026, 09.00 WIB"),
        ("coaching.profile.state_changed", {"state": "paused"}, "Status: Jeda"),
        ("coaching.engagement.shared", {"is_shared": False}, "Atasan boleh mengetahuinya: tidak"),
        ("hours.entry.earned", {"form": "coaching", "jp": "2.50"}, "Bentuk: Coaching\nJP: 2,5"),
        ("hours.entry.earned", {"source": "coaching.session:12"}, "Sumber: Sesi coaching 12"),
        ("hours.entry.earned", {"source": "gone.kind:7"}, "Sumber: gone.kind:7"),
        ("former.thing.done", {"what": "x", "how": "y"}, "How: y\nWhat: x"),
        ("coaching.session.agreed", {}, "–"),
    ],
)
def test_audit_details_are_told_in_words(office, now, kind, details, lines):
    event = record(kind, actor=None, target=EmployeeFactory(), at=now, **details)
    page = office.get(reverse("admin:audit_event_change", args=[event.pk])).content.decode()
    told = page.partition("field-told_details")[2].partition('<div class="readonly">')[2].partition("</div>")[0]
    assert told.replace("<br>", "\n") == lines


def test_audit_details_of_a_model_that_is_gone_are_told_by_their_codes():
    assert lines_of("former.thing.changed", "former.thing", {"fields": ["a", "b"]}) == ["Isian yang diubah: a, b"]
