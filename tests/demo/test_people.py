"""The people of the demo: who they are and how they fit together."""

from collections import Counter

import pytest
from django.contrib.auth.hashers import check_password

from bkn_portal.core.periods import Zone, local_date
from bkn_portal.demo.cast import CAST, DEMO_PASSWORD, NIP_OF
from bkn_portal.demo.content import careers
from bkn_portal.employees import nip as nip_rules
from bkn_portal.employees.models import (
    Employee,
    Employment,
    OrgUnit,
    Position,
    PositionCategory,
    Supervision,
    SupervisionKind,
)
from bkn_portal.employees.queries import supervisor_of
from bkn_portal.hours.models import LedgerEntry
from bkn_portal.hours.queries import differences, year_summary
from tests.conftest import NOW

TODAY = local_date(NOW, Zone.WIB)


@pytest.fixture(autouse=True)
def _demo(people, db):
    """Every test here looks at the loaded demo."""


def test_demo_has_300_employees_of_all_zones():
    assert Employee.objects.count() == 300
    zones = Counter(Employee.objects.values_list("unit__time_zone", flat=True))
    assert sorted(zones) == sorted(Zone.values)


def test_every_person_unit_and_relation_passes_its_own_rules():
    for model in (OrgUnit, Position, Employee, Supervision):
        for row in model.objects.all():
            row.full_clean()


def test_every_nip_agrees_with_employment_and_age():
    for employee in Employee.objects.all():
        parts = nip_rules.parse(employee.nip)
        assert parts.is_pppk == (employee.employment == Employment.PPPK)
        assert 18 <= parts.appointed_year - parts.born.year <= 40
        assert TODAY.year - parts.born.year <= 65


def test_every_grade_belongs_to_its_position():
    for employee in Employee.objects.filter(employment=Employment.PNS).exclude(nip__in=NIP_OF.values()):
        category = PositionCategory(employee.position.category)
        assert employee.grade in careers.SERVICE[category][2]


def test_every_pppk_has_a_running_contract():
    for employee in Employee.objects.filter(employment=Employment.PPPK):
        assert employee.contract_start <= TODAY <= employee.contract_end


def test_cast_signs_in_with_the_published_password(people):
    assert set(people.cast) == {member.key for member in CAST}
    for member in CAST:
        employee = Employee.objects.get(nip=member.nip)
        assert employee == people.cast[member.key]
        assert employee.is_active
    assert check_password(DEMO_PASSWORD, people.cast["coachee"].password)


def test_cast_has_its_roles_and_places(people):
    cast = people.cast
    flags = {key: (who.is_verifier, who.is_hr_admin, who.is_leader) for key, who in cast.items()}
    assert {key: value for key, value in flags.items() if any(value)} == {
        "verifier": (True, False, False),
        "hr_admin": (False, True, False),
        "leader": (False, False, True),
    }
    assert supervisor_of(cast["coachee"], on=TODAY) == cast["supervisor"]
    assert cast["coach"].position.category == PositionCategory.ADMINISTRATOR
    assert (cast["mentor"].zone_label, cast["pppk"].zone_label) == ("WITA", "WIT")
    assert cast["coachee"].grade == "III/b"


def test_stranger_shares_no_supervisor_and_no_unit_with_the_cast(people):
    stranger = people.cast["stranger"]
    others = [who for key, who in people.cast.items() if key != "stranger"]
    assert stranger.unit_id not in {who.unit_id for who in others}
    assert supervisor_of(stranger, on=TODAY) not in {supervisor_of(who, on=TODAY) for who in others}


def test_everyone_but_the_head_of_the_agency_has_an_active_supervisor(people):
    without = [who for who in Employee.objects.active() if supervisor_of(who, on=TODAY) is None]
    assert without == [people.heads["BKN"]]


def test_one_plt_and_one_plh_stand_in_today():
    acting = Supervision.objects.on(TODAY).exclude(kind=SupervisionKind.DEFINITIVE)
    assert {row.kind: row.supervisor for row in acting.select_related("supervisor")}.keys() == {"plt", "plh"}
    for row in acting:
        assert supervisor_of(row.employee, on=TODAY) == row.supervisor


def test_ledger_equals_its_recomputation():
    for employee in Employee.objects.filter(pk__in=LedgerEntry.objects.values("employee")):
        assert differences(employee) == {}


def test_cast_shows_a_floor_and_a_ceiling(people):
    coachee = year_summary(people.cast["coachee"], on=TODAY)
    pppk = year_summary(people.cast["pppk"], on=TODAY)
    assert (coachee.is_floor, coachee.target) == (True, 20)
    assert (pppk.is_ceiling, pppk.target, pppk.earned) == (True, 24, 20)
