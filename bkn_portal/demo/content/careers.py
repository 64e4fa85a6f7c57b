"""Positions, grades, titles and NIPs that fit each other (domain.md §5)."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bkn_portal.employees.models import PositionCategory as C

# category: years of service from, to; grades from the youngest to the oldest of that span
SERVICE = {
    C.JPT_UTAMA: (31, 33, ("IV/e",)),
    C.JPT_MADYA: (27, 32, ("IV/d", "IV/e")),
    C.JPT_PRATAMA: (21, 29, ("IV/b", "IV/c", "IV/d")),
    C.ADMINISTRATOR: (15, 24, ("III/d", "IV/a", "IV/b")),
    C.PENGAWAS: (11, 20, ("III/c", "III/d")),
    C.AHLI_UTAMA: (28, 33, ("IV/d", "IV/e")),
    C.AHLI_MADYA: (17, 27, ("IV/a", "IV/b", "IV/c")),
    C.AHLI_MUDA: (9, 17, ("III/c", "III/d")),
    C.AHLI_PERTAMA: (2, 8, ("III/a", "III/b")),
    C.PENYELIA: (17, 26, ("III/c", "III/d")),
    C.MAHIR: (9, 16, ("III/a", "III/b")),
    C.TERAMPIL: (2, 8, ("II/c", "II/d")),
    C.PELAKSANA: (3, 18, ("II/a", "II/b", "II/c", "II/d", "III/a")),
}
PPPK_GRADE = {C.AHLI_MUDA: "XI", C.AHLI_PERTAMA: "IX", C.TERAMPIL: "VII", C.PELAKSANA: "V"}
LEVEL_NAME = {
    C.AHLI_UTAMA: "Ahli Utama",
    C.AHLI_MADYA: "Ahli Madya",
    C.AHLI_MUDA: "Ahli Muda",
    C.AHLI_PERTAMA: "Ahli Pertama",
    C.PENYELIA: "Penyelia",
    C.MAHIR: "Mahir",
    C.TERAMPIL: "Terampil",
}
EXPERTS = (C.AHLI_PERTAMA, C.AHLI_PERTAMA, C.AHLI_PERTAMA, C.AHLI_MUDA, C.AHLI_MUDA, C.AHLI_MUDA, C.AHLI_MADYA)
SKILLED = (C.TERAMPIL, C.MAHIR, C.PENYELIA)
# kind of work: functional posts of experts, of skilled staff, and posts of pelaksana
WORK = {
    "sdm": (("Analis SDM Aparatur", "Analis Kebijakan"), ("Pranata SDM Aparatur",), ("Penata Layanan Operasional",)),
    "layanan": (("Analis SDM Aparatur",), ("Pranata SDM Aparatur",), ("Pengelola Layanan Operasional",)),
    "rencana": (("Perencana", "Analis Kebijakan"), ("Pranata Komputer",), ("Penata Layanan Operasional",)),
    "keuangan": (
        ("Analis Pengelolaan Keuangan APBN",),
        ("Pranata Keuangan APBN",),
        ("Pengadministrasi Perkantoran",),
    ),
    "hukum": (("Perancang Peraturan Perundang-undangan", "Analis Hukum"), ("Pranata Hubungan Masyarakat",), ()),
    "umum": (("Arsiparis", "Pranata Hubungan Masyarakat"), ("Arsiparis",), ("Pengadministrasi Perkantoran",)),
    "awas": (("Auditor Manajemen ASN",), ("Pranata SDM Aparatur",), ()),
    "data": (("Pranata Komputer", "Statistisi"), ("Pranata Komputer",), ()),
    "arsip": (("Arsiparis",), ("Arsiparis",), ("Pengelola Layanan Operasional",)),
    "latih": (("Widyaiswara", "Analis SDM Aparatur"), ("Pranata SDM Aparatur",), ()),
    "nilai": (("Asesor SDM Aparatur",), ("Pranata Komputer",), ()),
    "kaji": (("Analis Kebijakan", "Analis SDM Aparatur"), ("Pranata Komputer",), ()),
    "audit": (("Auditor",), ("Auditor",), ()),
}
BACHELOR = ("S.H.", "S.E.", "S.Kom.", "S.Sos.", "S.A.P.", "S.Psi.", "S.I.P.", "S.Stat.", "S.Pd.", "S.T.")
MASTER = ("M.Si.", "M.M.", "M.A.P.", "M.Kom.", "M.H.", "M.Psi.")
SENIOR = {C.JPT_UTAMA, C.JPT_MADYA, C.JPT_PRATAMA, C.AHLI_UTAMA, C.AHLI_MADYA, C.ADMINISTRATOR}


@dataclass(frozen=True)
class Career:
    """What the digits of a NIP, the grade and the titles say about one person."""

    nip: str
    is_pppk: bool
    grade: str
    appointed: date
    title_before: str
    title_after: str


def pick_post(rng: Random, field: str) -> tuple[str, str]:
    """Category and name of a post that is not a head's."""
    experts, skilled, clerks = WORK[field]
    luck = rng.random()
    if clerks and luck < 0.10:
        return C.PELAKSANA.value, rng.choice(clerks)
    if luck < 0.28:
        category = rng.choice(SKILLED)
        return category.value, f"{rng.choice(skilled)} {LEVEL_NAME[category]}"
    category = rng.choice(EXPERTS)
    return category.value, f"{rng.choice(experts)} {LEVEL_NAME[category]}"


def _titles(rng: Random, category: str) -> tuple[str, str]:
    if category == C.PELAKSANA:
        return "", ""
    if category in SKILLED:
        return "", "A.Md."
    after = [rng.choice(BACHELOR)]
    if rng.random() < (0.85 if category in SENIOR else 0.3):
        after.append(rng.choice(MASTER))
    doctor = category in SENIOR and rng.random() < 0.15
    return ("Dr." if doctor else ""), ", ".join(after)


def _grade(category: str, served: int) -> str:
    first, last, grades = SERVICE[C(category)]
    step = (served - first) * len(grades) // (last - first + 1)
    return grades[min(max(step, 0), len(grades) - 1)]


def make_career(rng: Random, category: str, *, woman: bool, taken: set[str], today: date) -> Career:
    """A career that fits the post; its NIP is not in `taken`, which grows by it."""
    contract_grade = PPPK_GRADE.get(C(category), "")
    is_pppk = bool(contract_grade) and rng.random() < 0.16
    first, last, _grades = SERVICE[C(category)]
    served = rng.randint(1, 4) if is_pppk else rng.randint(first, last)
    schooling = 19 if category == C.PELAKSANA else 22 if category in SKILLED else 23
    age_at_start = schooling + rng.randint(0, 12 if is_pppk else 3)
    year = today.year - served
    month = rng.choice((1, 3, 4, 12))
    born = date(year - age_at_start, 1, 1) + timedelta(days=rng.randrange(365))
    start = f"{born:%Y%m%d}{year}{21 if is_pppk else month:02d}{2 if woman else 1}"
    nip = next(number for serial in range(1, 1000) if (number := f"{start}{serial:03d}") not in taken)
    taken.add(nip)
    before, after = _titles(rng, category)
    grade = contract_grade if is_pppk else _grade(category, served)
    return Career(nip, is_pppk, grade, date(year, month, 1), before, after)
