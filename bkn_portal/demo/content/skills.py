"""Which technical competencies the demo's positions ask for, and the cast's known gaps."""

# first words of a functional post: technical competency and by how much its level differs from the category's default
TECHNICAL = {
    "Analis SDM Aparatur": (("manajemen-talenta", 0), ("analisis-data", 0), ("penulisan-telaah", 0)),
    "Pranata SDM Aparatur": (("pelayanan-kepegawaian-digital", 1),),
    "Asesor SDM Aparatur": (("penilaian-kompetensi", 1), ("penulisan-telaah", 0)),
    "Analis Kebijakan": (("penulisan-telaah", 1), ("analisis-data", 0)),
    "Analis Hukum": (("penyusunan-peraturan-kepegawaian", 0), ("penulisan-telaah", 0)),
    "Perancang Peraturan": (("penyusunan-peraturan-kepegawaian", 1),),
    "Auditor Manajemen ASN": (("penyusunan-peraturan-kepegawaian", 0), ("analisis-data", 0)),
    "Pranata Komputer": (("pelayanan-kepegawaian-digital", 0), ("analisis-data", 0)),
    "Statistisi": (("analisis-data", 1),),
    "Perencana": (("analisis-data", 0), ("penulisan-telaah", 0)),
    "Widyaiswara": (("manajemen-talenta", 0),),
}

# What the assessment of a cast member found where it differs from the standard: competency and difference.
CAST_GAPS = {
    "coachee": {
        "komunikasi": -1,
        "mengelola-perubahan": -1,
        "analisis-data": -1,
        "kerja-sama": 1,
        "pelayanan-publik": 1,
    },
    "pppk": {"pelayanan-kepegawaian-digital": 1, "komunikasi": -1, "pengambilan-keputusan": -1},
    "stranger": {"manajemen-talenta": -1, "pengembangan-diri-dan-orang-lain": -1},
    "coach": {"pengembangan-diri-dan-orang-lain": 1},
}
# How often an assessment lies below, at and above the standard.
SPREAD = (-2, -1, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1)


def technical_of(post: str, default: int) -> list[tuple[str, int]]:
    """Technical competencies and levels that a post asks for; none for heads and pelaksana."""
    family = next((wanted for words, wanted in TECHNICAL.items() if post.startswith(words)), ())
    return [(code, min(max(default + shift, 1), 5)) for code, shift in family]
