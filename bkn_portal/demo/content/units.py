"""BKN's tree of units (domain.md §5): deputies and regional offices as they are, what lies below them believable."""

from dataclasses import dataclass
from typing import NamedTuple

from bkn_portal.core.periods import Zone
from bkn_portal.employees.models import PositionCategory


@dataclass(frozen=True)
class UnitPlan:
    """One unit: its head's post and category, and how many people work in it besides the head."""

    code: str
    name: str
    short_name: str
    parent: str
    head: str
    category: str
    staff: int
    zone: str
    field: str
    region: str


class Region(NamedTuple):
    """A regional office: number, city, zone, the region its people's names mostly come from, and its UPTs."""

    number: str
    city: str
    zone: str
    names: str
    outposts: tuple[str, ...]


PRATAMA, MADYA = PositionCategory.JPT_PRATAMA.value, PositionCategory.JPT_MADYA.value
ADMINISTRATOR, PENGAWAS = PositionCategory.ADMINISTRATOR.value, PositionCategory.PENGAWAS.value

REGIONS = (
    Region("I", "Yogyakarta", Zone.WIB, "jawa", ("Semarang",)),
    Region("II", "Surabaya", Zone.WIB, "jawa", ()),
    Region("III", "Bandung", Zone.WIB, "sunda", ("Serang",)),
    Region("IV", "Makassar", Zone.WITA, "bugis", ("Kendari", "Mamuju")),
    Region("V", "Jakarta", Zone.WIB, "sunda", ("Pontianak",)),
    Region("VI", "Medan", Zone.WIB, "batak", ()),
    Region("VII", "Palembang", Zone.WIB, "melayu", ("Jambi",)),
    Region("VIII", "Banjarbaru", Zone.WITA, "banjar", ()),
    Region("IX", "Jayapura", Zone.WIT, "papua", ()),
    Region("X", "Denpasar", Zone.WITA, "bali", ("Mataram", "Kupang")),
    Region("XI", "Manado", Zone.WITA, "minahasa", ("Gorontalo",)),
    Region("XII", "Pekanbaru", Zone.WIB, "melayu", ("Padang", "Batam")),
    Region("XIII", "Banda Aceh", Zone.WIB, "aceh", ()),
    Region("XIV", "Manokwari", Zone.WIT, "papua", ("Sorong",)),
)

# code, name, short name, parent, head's post, category, staff, field
CENTRE = (
    ("BKN", "Badan Kepegawaian Negara", "BKN", "", "Kepala BKN", PositionCategory.JPT_UTAMA.value, 0, "umum"),
    ("SU", "Sekretariat Utama", "Settama", "BKN", "Sekretaris Utama", MADYA, 1, "umum"),
    ("SU-SDM", "Biro Sumber Daya Manusia", "Biro SDM", "SU", "Kepala Biro SDM", PRATAMA, 2, "sdm"),
    ("SU-SDM-1", "Bagian Pengembangan Pegawai", "", "SU-SDM", "Kepala Bagian Pengembangan Pegawai",
     ADMINISTRATOR, 6, "sdm"),
    ("SU-SDM-2", "Bagian Mutasi dan Kesejahteraan Pegawai", "", "SU-SDM",
     "Kepala Bagian Mutasi dan Kesejahteraan Pegawai", ADMINISTRATOR, 3, "sdm"),
    ("SU-REN", "Biro Perencanaan dan Organisasi", "Biro Renorg", "SU", "Kepala Biro Perencanaan dan Organisasi",
     PRATAMA, 4, "rencana"),
    ("SU-KEU", "Biro Keuangan", "", "SU", "Kepala Biro Keuangan", PRATAMA, 4, "keuangan"),
    ("SU-HKM", "Biro Hukum, Komunikasi Publik, dan Kerja Sama", "Biro HKKS", "SU",
     "Kepala Biro Hukum, Komunikasi Publik, dan Kerja Sama", PRATAMA, 5, "hukum"),
    ("SU-UMM", "Biro Umum", "", "SU", "Kepala Biro Umum", PRATAMA, 5, "umum"),
    ("D1", "Deputi Bidang Pembinaan Penyelenggaraan Manajemen ASN", "Deputi Pembinaan", "BKN",
     "Deputi Bidang Pembinaan Penyelenggaraan Manajemen ASN", MADYA, 0, "sdm"),
    ("D1-JAB", "Direktorat Jabatan ASN", "Dit. Jabatan ASN", "D1", "Direktur Jabatan ASN", PRATAMA, 2, "sdm"),
    ("D1-JAB-1", "Subdirektorat Standar dan Klasifikasi Jabatan", "Subdit Standar Jabatan", "D1-JAB",
     "Kepala Subdirektorat Standar dan Klasifikasi Jabatan", ADMINISTRATOR, 7, "sdm"),
    ("D1-KIN", "Direktorat Kinerja ASN", "Dit. Kinerja ASN", "D1", "Direktur Kinerja ASN", PRATAMA, 5, "sdm"),
    ("D1-KOM", "Direktorat Kompensasi ASN", "Dit. Kompensasi ASN", "D1", "Direktur Kompensasi ASN",
     PRATAMA, 4, "sdm"),
    ("D1-PUU", "Direktorat Peraturan Perundang-undangan Manajemen ASN", "Dit. Peraturan", "D1",
     "Direktur Peraturan Perundang-undangan Manajemen ASN", PRATAMA, 4, "hukum"),
    ("D2", "Deputi Bidang Penyelenggaraan Layanan Manajemen ASN", "Deputi Layanan", "BKN",
     "Deputi Bidang Penyelenggaraan Layanan Manajemen ASN", MADYA, 0, "sdm"),
    ("D2-PNG", "Direktorat Layanan Pengadaan dan Kepangkatan ASN", "Dit. Pengadaan", "D2",
     "Direktur Layanan Pengadaan dan Kepangkatan ASN", PRATAMA, 6, "sdm"),
    ("D2-MUT", "Direktorat Layanan Mutasi dan Status ASN", "Dit. Mutasi", "D2",
     "Direktur Layanan Mutasi dan Status ASN", PRATAMA, 5, "sdm"),
    ("D2-PEN", "Direktorat Layanan Pensiun ASN", "Dit. Pensiun", "D2", "Direktur Layanan Pensiun ASN",
     PRATAMA, 5, "sdm"),
    ("D3", "Deputi Bidang Pengawasan dan Pengendalian Manajemen ASN", "Deputi Wasdal", "BKN",
     "Deputi Bidang Pengawasan dan Pengendalian Manajemen ASN", MADYA, 0, "awas"),
    ("D3-I", "Direktorat Pengawasan dan Pengendalian I", "Dit. Wasdal I", "D3",
     "Direktur Pengawasan dan Pengendalian I", PRATAMA, 4, "awas"),
    ("D3-II", "Direktorat Pengawasan dan Pengendalian II", "Dit. Wasdal II", "D3",
     "Direktur Pengawasan dan Pengendalian II", PRATAMA, 4, "awas"),
    ("D3-III", "Direktorat Pengawasan dan Pengendalian III", "Dit. Wasdal III", "D3",
     "Direktur Pengawasan dan Pengendalian III", PRATAMA, 4, "awas"),
    ("D4", "Deputi Bidang Sistem Informasi dan Digitalisasi Manajemen ASN", "Deputi Sidig", "BKN",
     "Deputi Bidang Sistem Informasi dan Digitalisasi Manajemen ASN", MADYA, 0, "data"),
    ("D4-DAT", "Direktorat Pengelolaan Data ASN", "Dit. Data ASN", "D4", "Direktur Pengelolaan Data ASN",
     PRATAMA, 5, "data"),
    ("D4-SIS", "Direktorat Pengembangan Sistem Informasi ASN", "Dit. Sistem Informasi", "D4",
     "Direktur Pengembangan Sistem Informasi ASN", PRATAMA, 5, "data"),
    ("D4-INF", "Direktorat Infrastruktur Teknologi dan Keamanan Informasi", "Dit. Infrastruktur TI", "D4",
     "Direktur Infrastruktur Teknologi dan Keamanan Informasi", PRATAMA, 4, "data"),
    ("D4-ARS", "Direktorat Arsip Kepegawaian ASN", "Dit. Arsip", "D4", "Direktur Arsip Kepegawaian ASN",
     PRATAMA, 4, "arsip"),
    ("P-BANG", "Pusat Pengembangan Kepegawaian ASN", "Pusbang ASN", "BKN", "Kepala Pusat Pengembangan Kepegawaian ASN",
     PRATAMA, 3, "latih"),
    ("P-BANG-1", "Bidang Pembelajaran dan Pengembangan Kompetensi", "Bidang Pembelajaran", "P-BANG",
     "Kepala Bidang Pembelajaran dan Pengembangan Kompetensi", ADMINISTRATOR, 5, "latih"),
    ("P-NILAI", "Pusat Penilaian Kompetensi ASN", "Puspenkom ASN", "BKN", "Kepala Pusat Penilaian Kompetensi ASN",
     PRATAMA, 5, "nilai"),
    ("P-SEL", "Pusat Pengembangan Sistem Seleksi", "Pusbang Seleksi", "BKN",
     "Kepala Pusat Pengembangan Sistem Seleksi", PRATAMA, 5, "data"),
    ("P-KAJI", "Pusat Kajian dan Inovasi Manajemen ASN", "Pusat Kajian", "BKN",
     "Kepala Pusat Kajian dan Inovasi Manajemen ASN", PRATAMA, 4, "kaji"),
    ("P-HUK", "Pusat Konsultasi dan Bantuan Hukum Kepegawaian", "Puskonbankum", "BKN",
     "Kepala Pusat Konsultasi dan Bantuan Hukum Kepegawaian", PRATAMA, 4, "hukum"),
    ("ITAMA", "Inspektorat", "", "BKN", "Inspektur", PRATAMA, 5, "audit"),
)  # fmt: skip


def _regional_office(region: Region) -> list[UnitPlan]:
    number, city = region.number, region.city
    code, place, label = f"KR-{number}", f"Kanreg {number} BKN", f"Kanreg {number} {city}"
    where = {"zone": str(region.zone), "region": region.names}
    office = [
        UnitPlan(code, f"Kantor Regional {number} BKN {city}", label, "BKN", f"Kepala {place}", PRATAMA, 1,
                 field="sdm", **where),
        UnitPlan(f"{code}-U", f"Bagian Umum {place}", "", code, f"Kepala Bagian Umum {place}", ADMINISTRATOR, 1,
                 field="umum", **where),
        UnitPlan(f"{code}-L", f"Bidang Layanan Kepegawaian {place}", "", code,
                 f"Kepala Bidang Layanan Kepegawaian {place}", ADMINISTRATOR, 3, field="layanan", **where),
    ]  # fmt: skip
    outposts = [
        UnitPlan(f"{code}-{post[:3].upper()}", f"UPT BKN {post}", f"UPT {post}", code, f"Kepala UPT BKN {post}",
                 PENGAWAS, 1, field="layanan", **where)
        for post in region.outposts
    ]  # fmt: skip
    return office + outposts


def unit_plans() -> list[UnitPlan]:
    """All units, a parent always before its children."""
    centre = [
        UnitPlan(code, name, short, parent, head, category, staff, str(Zone.WIB), field, "")
        for code, name, short, parent, head, category, staff, field in CENTRE
    ]
    return centre + [plan for region in REGIONS for plan in _regional_office(region)]
