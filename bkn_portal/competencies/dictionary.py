"""The competency dictionary and the default standards as data; a migration loads them, HR continues them.

Level texts are a short form of annex I of PermenPANRB 38/2017.
"""

from datetime import date
from typing import Any

PERMENPANRB = "PermenPANRB 38/2017"
AGENCY_LIST = "Daftar kompetensi teknis instansi"

# code, name, group, meaning of levels 1 to 5
GENERAL = [
    (
        "integritas", "Integritas", "managerial",
        "bertindak sesuai nilai dan etika secara pribadi",
        "mengingatkan dan mengajak rekan",
        "memastikan pada anggota yang dipimpin",
        "menciptakan situasi yang mendorong kepatuhan",
        "teladan etika tingkat nasional",
    ),
    (
        "kerja-sama", "Kerja Sama", "managerial",
        "berpartisipasi dalam kelompok",
        "menumbuhkan tim partisipatif",
        "membangun tim untuk kinerja organisasi",
        "membangun komitmen dan sinergi",
        "kerja sama konsisten lintas instansi",
    ),
    (
        "komunikasi", "Komunikasi", "managerial",
        "menyampaikan informasi dengan jelas",
        "aktif formal dan informal",
        "asertif untuk hal sensitif dan rumit",
        "pemikiran multidimensi",
        "sistem komunikasi terbuka strategis",
    ),
    (
        "orientasi-pada-hasil", "Orientasi pada Hasil", "managerial",
        "memenuhi standar kerja",
        "melampaui standar pribadi",
        "target menantang bagi unit",
        "mendorong unit melampaui target",
        "meningkatkan mutu kerja organisasi",
    ),
    (
        "pelayanan-publik", "Pelayanan Publik", "managerial",
        "mengikuti standar pelayanan",
        "menyelia secara transparan",
        "memperbaiki standar di unit",
        "mengantisipasi isu jangka panjang",
        "kebijakan objektif dan netral",
    ),
    (
        "pengembangan-diri-dan-orang-lain", "Pengembangan Diri dan Orang Lain", "managerial",
        "mengembangkan diri",
        "memberi contoh kepada bawahan",
        "memberi umpan balik dan membimbing",
        "program jangka panjang",
        "organisasi pembelajar berkelanjutan",
    ),
    (
        "mengelola-perubahan", "Mengelola Perubahan", "managerial",
        "mengikuti dengan arahan",
        "proaktif beradaptasi",
        "membantu orang lain",
        "memimpin perubahan unit",
        "menggalang dukungan pemangku kepentingan",
    ),
    (
        "pengambilan-keputusan", "Pengambilan Keputusan", "managerial",
        "mengumpulkan informasi",
        "menganalisis mendalam",
        "membandingkan alternatif dan risiko",
        "masalah berisiko tinggi",
        "solusi jangka panjang nasional",
    ),
    (
        "perekat-bangsa", "Perekat Bangsa", "sociocultural",
        "peka terhadap kemajemukan",
        "saling menghargai",
        "mempromosikan toleransi",
        "mendayagunakan perbedaan",
        "wakil pemerintah yang mempersatukan",
    ),
]  # fmt: skip

# The agency's own list; it has no level texts of a national rule.
TECHNICAL = [
    ("analisis-data", "Analisis Data"),
    ("manajemen-talenta", "Manajemen Talenta"),
    ("penyusunan-peraturan-kepegawaian", "Penyusunan Peraturan Kepegawaian"),
    ("pelayanan-kepegawaian-digital", "Pelayanan Kepegawaian Digital"),
    ("penilaian-kompetensi", "Penilaian Kompetensi"),
    ("penulisan-telaah", "Penulisan Telaah"),
]

# Default required level by category of position. Sources differ for JPT madya: HR confirms and continues it by date.
DEFAULT_LEVELS = {
    "pelaksana": 1, "pemula": 1,
    "pengawas": 2, "ahli_pertama": 2, "terampil": 2, "mahir": 2,
    "administrator": 3, "ahli_muda": 3, "penyelia": 3,
    "jpt_pratama": 4, "ahli_madya": 4,
    "jpt_madya": 5, "jpt_utama": 5, "ahli_utama": 5,
}  # fmt: skip
STANDARDS_FROM = date(2017, 6, 21)


def load(apps: Any) -> None:
    """Add what is missing of the dictionary and, where a category has no standard yet, its default."""
    competency_model = apps.get_model("competencies", "Competency")
    text_model = apps.get_model("competencies", "LevelText")
    standard_model = apps.get_model("competencies", "CategoryStandard")
    for code, name, group, *texts in GENERAL:
        competency, created = competency_model.objects.get_or_create(
            code=code, defaults={"name": name, "group": group, "source": PERMENPANRB}
        )
        if created:
            text_model.objects.bulk_create(
                text_model(competency=competency, level=level, text=text) for level, text in enumerate(texts, start=1)
            )
    for code, name in TECHNICAL:
        competency_model.objects.get_or_create(
            code=code, defaults={"name": name, "group": "technical", "source": AGENCY_LIST}
        )
    known = set(standard_model.objects.values_list("category", flat=True))
    standard_model.objects.bulk_create(
        standard_model(category=category, level=level, valid_from=STANDARDS_FROM, source=PERMENPANRB)
        for category, level in DEFAULT_LEVELS.items()
        if category not in known
    )
