"""Themes and session lengths at the start, as data; migrations load them, HR continues the lists by date."""

from datetime import date
from typing import Any

SE_CMB = "SE Kepala BKN 3/2022"
FIRST_DAY = date(2022, 1, 1)

# code: name, name in English, group, place in the group
THEMES: dict[str, tuple[Any, ...]] = {
    "communication": ("Komunikasi", "Communication", "leading", 1),
    "decisions": ("Pengambilan keputusan", "Decision making", "leading", 2),
    "team": ("Manajemen tim", "Team management", "leading", 3),
    "data_analysis": ("Analisis data", "Data analysis", "technical", 1),
    "software": ("Perangkat lunak", "Software", "technical", 2),
    "research": ("Penelitian", "Research", "technical", 3),
    "wellbeing": ("Stres dan keseimbangan", "Stress and balance", "wellbeing", 1),
}

LENGTHS = (30, 45, 60, 90)
AT_THE_START = "Pilihan awal portal; 45 menit adalah 1 JP"


def load_themes(apps: Any) -> None:
    """Add each theme that is not there yet."""
    themes = apps.get_model("coaching", "CoachingTheme").objects
    for code, (name, name_en, group, position) in THEMES.items():
        fields = {"name": name, "name_en": name_en, "group": group, "position": position}
        themes.get_or_create(code=code, defaults={**fields, "valid_from": FIRST_DAY, "source": SE_CMB})


def load_lengths(apps: Any) -> None:
    """Add each length that is not there yet."""
    lengths = apps.get_model("coaching", "SessionLength").objects
    for minutes in LENGTHS:
        lengths.get_or_create(minutes=minutes, defaults={"valid_from": FIRST_DAY, "source": AT_THE_START})
