"""The rules in force at the start, as data; a migration loads them, HR continues them by date in the admin.

Columns follow domain.md §2. A form without a cap has none. Whether coaching and mentoring share their cap is to be
confirmed by Biro SDM, so each has its own group here.
"""

from datetime import date
from typing import Any

PERLAN = "Tabel konversi JP instansi setelah PerLAN 10/2018"
SE_CMB = "SE Kepala BKN 3/2022 dan tabel konversi JP instansi setelah PerLAN 10/2018; tarif lampiran perlu dikonfirmasi"
RULES_FROM = date(2019, 1, 1)

# form: basis, unit, unit international, rate, rate international, cap period, cap measure, cap, cap international
HOUR_RULES: dict[str, tuple[Any, ...]] = {
    "coaching": ("unit", "occasion", "day", 2, 4, "month", "units", 2, 2),
    "mentoring": ("unit", "occasion", "day", 2, 4, "month", "units", 2, 2),
    "self_study": ("minutes", "day", "day", 1, "1.2", "day", "jp", 2, "2.4"),
    "community": ("minutes", "day", "day", 1, "1.2", "day", "jp", 2, "2.4"),
    "e_learning": ("minutes", "day", "day", 1, 1, "day", "jp", 3, 4),
    "seminar": ("unit", "day", "day", 4, 6, "none", "jp", None, None),
    "workshop": ("unit", "day", "day", 5, 7, "none", "jp", None, None),
    "outreach": ("unit", "day", "day", 4, 6, "none", "jp", None, None),
    "course": ("certificate", "programme", "programme", 1, "1.2", "none", "jp", None, None),
    "benchmarking": ("unit", "occasion", "occasion", 10, 20, "none", "jp", None, None),
    "secondment": ("unit", "occasion", "occasion", 20, 24, "none", "jp", None, None),
    "exchange": ("unit", "occasion", "occasion", 20, 24, "none", "jp", None, None),
    "internship": ("unit", "occasion", "occasion", 20, 24, "none", "jp", None, None),
    "study_leave": ("unit", "semester", "semester", 20, 20, "none", "jp", None, None),
}
SE_FORMS = {"coaching", "mentoring", "self_study"}

# employment: kind, JP a year, year, valid from, source
OBLIGATIONS: dict[str, tuple[Any, ...]] = {
    "pns": ("floor", 20, "calendar", date(2017, 4, 7), "PP 11/2017 pasal 203 ayat (4)"),
    "pppk": ("ceiling", 24, "contract", date(2018, 11, 28), "PP 49/2018 pasal 40"),
}


def load(apps: Any) -> None:
    """Add the first version of every rule that has no version yet."""
    rule_model = apps.get_model("hours", "HourRule")
    obligation_model = apps.get_model("hours", "ObligationRule")
    known = set(rule_model.objects.values_list("form", flat=True))
    names = (
        "basis", "unit", "unit_international", "rate", "rate_international",
        "cap_period", "cap_measure", "cap", "cap_international",
    )  # fmt: skip
    for form, values in HOUR_RULES.items():
        if form not in known:
            source = SE_CMB if form in SE_FORMS else PERLAN
            rule_model.objects.create(
                form=form, cap_group=form, valid_from=RULES_FROM, source=source, **dict(zip(names, values, strict=True))
            )
    known = set(obligation_model.objects.values_list("employment", flat=True))
    for employment, (kind, jp, year_kind, valid_from, source) in OBLIGATIONS.items():
        if employment not in known:
            obligation_model.objects.create(
                employment=employment, kind=kind, jp=jp, year_kind=year_kind, valid_from=valid_from, source=source
            )
