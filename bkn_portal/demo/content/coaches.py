"""The coaches of the demo: who they are, what they offer, and when in the week, in their own zone."""

from dataclasses import dataclass
from datetime import time

LEAD = ("communication", "decisions", "team")
TECH = ("data_analysis", "software")
MORNINGS = tuple((day, time(9), time(12)) for day in range(5))
AFTERNOONS = tuple((day, time(13), time(16)) for day in range(4))


SKILLS = {
    "communication": "komunikasi",
    "decisions": "pengambilan-keputusan",
    "team": "pengembangan-diri-dan-orang-lain",
    "data_analysis": "analisis-data",
    "software": "pelayanan-kepegawaian-digital",
    "research": "penulisan-telaah",
}


@dataclass(frozen=True)
class CoachPlan:
    """`unit` names the unit whose head coaches; `hours` are (weekday, from, until) in the coach's zone."""

    unit: str
    about: str
    themes: tuple[str, ...]
    hours: tuple[tuple[int, time, time], ...]
    languages: tuple[str, ...] = ("id",)
    capacity: int = 3
    place: str = "Ruang temu kantor"
    state: str = "active"
    notice_hours: int = 1
    break_minutes: int = 0

    @property
    def competencies(self) -> list[str]:
        """Codes of the competencies that go with the themes."""
        return [SKILLS[theme] for theme in self.themes if theme in SKILLS]


COACHES = (
    CoachPlan(
        "P-BANG-1",
        "Saya percaya orang sudah membawa jawabannya; tugas saya menemani sampai terdengar. Sembilan tahun mendampingi "
        "pejabat pengawas dan analis muda.",
        LEAD,
        MORNINGS + AFTERNOONS,
        ("id", "jv", "en"),
        capacity=6,
        place="Ruang Diskusi 2, Pusbang ASN",
    ),
    CoachPlan(
        "SU-SDM-1",
        "Sehari-hari mengurus pengembangan pegawai. Senang membantu rekan menata tujuan yang terasa terlalu besar.",
        ("team", "communication", "wellbeing"),
        MORNINGS,
        capacity=4,
    ),
    CoachPlan(
        "P-NILAI",
        "Lama menjadi asesor, jadi terbiasa bertanya pelan-pelan. Cocok untuk yang sedang menyiapkan peran baru.",
        ("decisions", "team", "wellbeing"),
        AFTERNOONS,
    ),
    CoachPlan(
        "D4-DAT",
        "Data itu cerita tentang orang. Mari membacanya bersama, mulai dari pertanyaan yang sederhana.",
        ("data_analysis", "research"),
        MORNINGS[::2] + AFTERNOONS[1::2],
        ("id", "en"),
        capacity=4,
        place="https://rapat.example/data-asn",
    ),
    CoachPlan(
        "D4-SIS",
        "Membangun layanan digital sejak aplikasi pertama kantor ini. Sabar menghadapi kode lama dan orang baru.",
        TECH,
        AFTERNOONS,
        place="https://rapat.example/sistem-informasi",
    ),
    CoachPlan(
        "P-KAJI",
        "Menulis itu berpikir dua kali. Saya menemani telaah dari judul yang bimbang sampai forum pembahasan.",
        ("research", "decisions"),
        MORNINGS[1:4],
    ),
    CoachPlan(
        "SU-HKM",
        "Juru bicara yang dulu takut berbicara. Percakapan tentang menyampaikan kabar sulit selalu saya sambut.",
        ("communication",),
        MORNINGS[:3] + AFTERNOONS[:2],
        ("id", "en"),
    ),
    CoachPlan(
        "KR-I-L",
        "Memimpin layanan yang antreannya panjang. Kita cari keputusan kecil yang membuat hari kerja lebih ringan.",
        ("decisions", "team"),
        AFTERNOONS,
        ("id", "jv"),
    ),
    CoachPlan(
        "KR-IV",
        "Sudah bertugas di empat pulau. Perbedaan dialek bukan halangan, kesediaan mendengar yang utama.",
        LEAD,
        MORNINGS[:4],
        capacity=4,
        place="Ruang temu Kanreg IV Makassar",
    ),
    CoachPlan(
        "KR-XI",
        "Menemani tim yang sering bepergian ke kepulauan. Tema kesukaan: menjaga tenaga dan semangat.",
        ("team", "wellbeing"),
        AFTERNOONS,
        place="https://rapat.example/kanreg-manado",
    ),
    CoachPlan(
        "KR-XIV",
        "Membangun kantor dari awal mengajari saya memutuskan dengan data yang belum lengkap.",
        ("decisions", "communication"),
        MORNINGS,
        place="https://rapat.example/kanreg-manokwari",
    ),
    CoachPlan(
        "D1-KIN",
        "Pendamping penyusunan sasaran kinerja. Sedang jeda karena tugas nasional; kembali awal tahun.",
        ("team",),
        MORNINGS[:2],
        state="paused",
    ),
    CoachPlan(
        "KR-VI",
        "Ingin mulai mendampingi rekan muda di Sumatra setelah mengikuti pelatihan coaching tahun ini.",
        ("communication", "team"),
        AFTERNOONS[:2],
        state="proposed",
    ),
    CoachPlan(
        "KR-VII",
        "Baru sebulan memimpin kantor dan ingin segera mendampingi pegawai di luar kantor sendiri.",
        ("team",),
        MORNINGS[:2],
        state="declined",
    ),
    CoachPlan(
        "KR-XIII",
        "Tiga tahun mendampingi rekan di Aceh; kini pamit untuk menyelesaikan tugas belajar.",
        ("decisions", "communication"),
        AFTERNOONS[:2],
        state="left",
    ),
)
