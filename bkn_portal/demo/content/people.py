"""Who works where: the cast, the heads of units and everyone else, as plans without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from bkn_portal.employees import nip as nip_rules
from bkn_portal.employees.models import PositionCategory as C

from ..cast import CAST, NIP_OF
from . import careers
from .careers import Career
from .names import pick_name
from .units import UnitPlan

VACANT_HEAD = "SU-UMM"  # its head has retired; PLT_FROM's head stands in
PLT_FROM = "SU-REN"
AWAY_HEAD = "KR-III"  # its head travels for some days; PLH_FROM's head stands in
PLH_FROM = "KR-III-U"


@dataclass(frozen=True)
class PersonPlan:
    """One employee to be; `key` is the cast's name of the person, or empty."""

    key: str
    name: str
    career: Career
    unit: str
    post: str
    post_code: str
    category: str
    is_head: bool = False

    @property
    def has_left(self) -> bool:
        return self.is_head and self.unit == VACANT_HEAD


@dataclass(frozen=True)
class CastPlan:
    """The fixed part of a cast member; an empty post means the head of the unit."""

    name: str
    unit: str
    grade: str
    title_after: str
    title_before: str = ""
    post: str = ""
    category: str = ""


CAST_PLANS = {
    "coachee": CastPlan("Ratna Saraswati", "D1-JAB-1", "III/b", "S.A.P.",
                        post="Analis SDM Aparatur Ahli Pertama", category=C.AHLI_PERTAMA.value),
    "coach": CastPlan("Budi Hartanto", "P-BANG-1", "IV/a", "S.Psi., M.Si."),
    "mentor": CastPlan("Wayan Kertayasa", "KR-X", "IV/e", "S.H., M.Si.", "Dr.",
                       post="Analis SDM Aparatur Ahli Utama", category=C.AHLI_UTAMA.value),
    "supervisor": CastPlan("Siti Nurhalimah", "D1-JAB-1", "IV/a", "S.Sos., M.A.P."),
    "verifier": CastPlan("Joko Susilo", "SU-SDM-1", "III/d", "S.Kom.",
                         post="Analis SDM Aparatur Ahli Muda", category=C.AHLI_MUDA.value),
    "hr_admin": CastPlan("Andri Permana", "SU-SDM-1", "IV/a", "S.E., M.M.",
                         post="Analis SDM Aparatur Ahli Madya", category=C.AHLI_MADYA.value),
    "leader": CastPlan("Hasan Siregar", "SU", "IV/e", "S.H., M.H.", "Dr."),
    "pppk": CastPlan("Yohana Rumbiak", "KR-IX-L", "IX", "S.Kom.",
                     post="Pranata Komputer Ahli Pertama", category=C.AHLI_PERTAMA.value),
    "stranger": CastPlan("Teuku Fajri", "KR-XIII-L", "III/c", "S.H.",
                         post="Analis SDM Aparatur Ahli Muda", category=C.AHLI_MUDA.value),
}  # fmt: skip


def _cast_career(key: str) -> Career:
    plan, nip = CAST_PLANS[key], NIP_OF[key]
    parts = nip_rules.parse(nip)
    month = 4 if parts.is_pppk else int(nip[12:14])
    appointed = date(parts.appointed_year, month, 1)
    return Career(nip, parts.is_pppk, plan.grade, appointed, plan.title_before, plan.title_after)


def _cast_person(key: str, unit: UnitPlan) -> PersonPlan:
    plan, is_head = CAST_PLANS[key], not CAST_PLANS[key].post
    post = unit.head if is_head else plan.post
    code = f"K-{unit.code}" if is_head else post_code(plan.post)
    return PersonPlan(key, plan.name, _cast_career(key), unit.code, post, code, plan.category or unit.category, is_head)


def post_code(post: str) -> str:
    """A short stable code of a functional post, such as "ANAL-SDM-APAR-AHLI-MUDA"."""
    return "-".join(word[:4] for word in post.replace("-", " ").upper().split())[:30]


class Staffing:
    """Draws people one after the other from one seed; names and NIPs never repeat."""

    def __init__(self, rng: Random, today: date) -> None:
        self.rng, self.today = rng, today
        self.nips = {member.nip for member in CAST}
        self.names = {plan.name for plan in CAST_PLANS.values()}

    def person(self, unit: UnitPlan, category: str, post: str, code: str, *, is_head: bool) -> PersonPlan:
        woman = self.rng.random() < 0.48
        name = pick_name(self.rng, unit.region, woman=woman)
        while name in self.names or len(set(name.split())) == 1:
            name = pick_name(self.rng, unit.region, woman=woman)
        self.names.add(name)
        career = careers.make_career(self.rng, category, woman=woman, taken=self.nips, today=self.today)
        return PersonPlan("", name, career, unit.code, post, code, category, is_head)

    def of_unit(self, unit: UnitPlan) -> Iterator[PersonPlan]:
        """The head first, then the staff; cast members take the places they belong in."""
        here = [key for key, plan in CAST_PLANS.items() if plan.unit == unit.code]
        head = next((key for key in here if not CAST_PLANS[key].post), "")
        yield (
            _cast_person(head, unit)
            if head
            else self.person(unit, unit.category, unit.head, f"K-{unit.code}", is_head=True)
        )
        staff = [key for key in here if key != head]
        yield from (_cast_person(key, unit) for key in staff)
        for _place in range(unit.staff - len(staff)):
            category, post = careers.pick_post(self.rng, unit.field)
            yield self.person(unit, category, post, post_code(post), is_head=False)


def person_plans(units: list[UnitPlan], *, rng: Random, today: date) -> list[PersonPlan]:
    """Everyone, unit by unit; equal seeds and dates give equal people."""
    staffing = Staffing(rng, today)
    return [person for unit in units for person in staffing.of_unit(unit)]
