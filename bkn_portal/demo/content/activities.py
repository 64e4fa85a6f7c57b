"""What people learned this year besides coaching: forms of domain.md §2 with believable titles."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bkn_portal.hours.models import Form


@dataclass(frozen=True)
class Activity:
    """`quantity` is in the unit of the form: minutes, days, occasions, or JP on the certificate.

    `at` places it in the year so far: 0 is its first day, 1 today.
    """

    form: Form
    title: str
    quantity: Decimal
    at: float


def _known(form: Form, title: str, quantity: int, at: float) -> Activity:
    return Activity(form, title, Decimal(quantity), at)


CAST_ACTIVITIES = {
    "coachee": (
        _known(Form.SEMINAR, "Seminar nasional: jabatan yang jelas, karier yang terarah", 1, 0.31),
        _known(Form.MENTORING, "Pertemuan mentoring: mengenal peta karier analis", 1, 0.42),
        _known(Form.SELF_STUDY, "Membaca dan meringkas pedoman analisis beban kerja", 150, 0.55),
        _known(Form.MENTORING, "Pertemuan mentoring: menyusun portofolio hasil kerja", 1, 0.63),
    ),
    "pppk": (
        _known(Form.COURSE, "Pelatihan teknis pengelolaan basis data kepegawaian", 10, 0.28),
        _known(Form.E_LEARNING, "Kursus daring: merancang layanan digital yang mudah dipakai", 135, 0.51),
        _known(Form.WORKSHOP, "Lokakarya keamanan informasi untuk kantor regional", 1, 0.74),
    ),
    "stranger": (
        _known(Form.COURSE, "Bimbingan teknis pelayanan mutasi dan pensiun", 12, 0.22),
        _known(Form.SEMINAR, "Sarasehan pelayanan kepegawaian di daerah kepulauan", 1, 0.47),
        _known(Form.WORKSHOP, "Lokakarya penyusunan standar pelayanan", 1, 0.68),
        _known(Form.COMMUNITY, "Komunitas belajar layanan Kanreg XIII", 60, 0.86),
    ),
    "coach": (
        _known(Form.COURSE, "Pelatihan coaching untuk pejabat administrator", 16, 0.25),
        _known(Form.SEMINAR, "Konferensi pembelajaran aparatur", 2, 0.58),
    ),
    "mentor": (
        _known(Form.SEMINAR, "Simposium manajemen talenta", 2, 0.36),
        _known(Form.WORKSHOP, "Lokakarya penulisan pedoman jabatan fungsional", 1, 0.61),
    ),
    "supervisor": (
        _known(Form.COURSE, "Pelatihan kepemimpinan administrator, modul jarak jauh", 12, 0.4),
        _known(Form.OUTREACH, "Sosialisasi klasifikasi jabatan", 1, 0.66),
    ),
    "verifier": (
        _known(Form.WORKSHOP, "Lokakarya penelaahan bukti dukung", 2, 0.33),
        _known(Form.E_LEARNING, "Kursus daring: pelindungan data pribadi", 90, 0.59),
    ),
    "hr_admin": (
        _known(Form.BENCHMARKING, "Patok banding pengembangan pegawai ke kementerian mitra", 1, 0.45),
        _known(Form.SEMINAR, "Seminar pengelolaan pembelajaran terpadu", 1, 0.7),
    ),
    "leader": (_known(Form.SEMINAR, "Forum pimpinan kepegawaian se-Asia Tenggara", 2, 0.5),),
}

# form: smallest and largest quantity, and titles
POOL: tuple[tuple[Form, tuple[int, ...], tuple[str, ...]], ...] = (
    (
        Form.E_LEARNING,
        (90, 135, 180),
        (
            "Kursus daring: dasar visualisasi data",
            "Kursus daring: menulis surat dinas yang ringkas",
            "Kursus daring: layanan publik yang inklusif",
            "Kursus daring: mengelola arsip digital",
        ),
    ),
    (
        Form.SELF_STUDY,
        (60, 90, 120),
        (
            "Belajar mandiri: kaidah penilaian kinerja",
            "Belajar mandiri: praktik kueri untuk laporan bulanan",
            "Belajar mandiri: membaca peraturan disiplin pegawai",
        ),
    ),
    (
        Form.COMMUNITY,
        (60, 90),
        ("Komunitas belajar data", "Komunitas belajar pelayanan", "Komunitas belajar menulis"),
    ),
    (
        Form.SEMINAR,
        (1,),
        ("Seminar pengelolaan talenta", "Seminar etika aparatur", "Seminar transformasi layanan kepegawaian"),
    ),
    (
        Form.WORKSHOP,
        (1, 2),
        ("Lokakarya proses bisnis unit kerja", "Lokakarya penyusunan risiko", "Lokakarya desain layanan"),
    ),
    (Form.OUTREACH, (1,), ("Sosialisasi aturan cuti pegawai", "Sosialisasi sistem kerja baru")),
    (
        Form.COURSE,
        (4, 6, 8, 10),
        (
            "Pelatihan teknis analisis jabatan",
            "Bimbingan teknis pengelolaan kinerja",
            "Pelatihan komunikasi publik",
        ),
    ),
    (
        Form.MENTORING,
        (1,),
        ("Pertemuan mentoring: membaca peta karier", "Pertemuan mentoring: belajar dari pengalaman proyek"),
    ),
)


def some_activities(rng: Random) -> list[Activity]:
    """One person's year by chance: two to six activities."""
    chosen = []
    for _turn in range(rng.randint(2, 6)):
        form, quantities, titles = rng.choice(POOL)
        at = round(rng.uniform(0.03, 0.97), 3)
        chosen.append(Activity(form, rng.choice(titles), Decimal(rng.choice(quantities)), at))
    return sorted(chosen, key=lambda activity: activity.at)
