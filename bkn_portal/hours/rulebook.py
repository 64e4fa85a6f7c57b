"""The rules in force at the start, as data; a migration loads them, HR continues them by date in the admin.

Columns follow domain.md §2. A form without a cap has none. Whether coaching and mentoring share their cap is to be
confirmed by Biro SDM, so each has its own group here.
"""

from datetime import date
from typing import Any

PERLAN = "Tabel konversi JP instansi setelah PerLAN 10/2018"
# The rates in the annex of SE 3/2022 could not be read yet: confirm them before the portal goes live.
SE_CMB = "SE Kepala BKN 3/2022 dan tabel konversi JP instansi setelah PerLAN 10/2018"
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

# form: (quantity each, times on one day, international, JP expected), ... ; shown and run in the admin
EXAMPLES: dict[str, list[tuple[Any, ...]]] = {
    "coaching": [(1, 1, False, 2), (1, 3, False, 4), (1, 1, True, 4)],
    "mentoring": [(1, 1, False, 2), (1, 3, False, 4), (1, 1, True, 4)],
    "self_study": [(44, 1, False, 0), (45, 1, False, 1), (30, 3, False, 2), (240, 1, False, 2), (90, 1, True, "2.4")],
    "community": [(90, 1, False, 2), (90, 2, False, 2), (45, 1, True, "1.2")],
    "e_learning": [(135, 1, False, 3), (300, 1, False, 3), (300, 1, True, 4)],
    "seminar": [(1, 1, False, 4), (2, 1, True, 12)],
    "workshop": [(1, 1, False, 5), (3, 1, True, 21)],
    "outreach": [(1, 1, False, 4), (1, 1, True, 6)],
    "course": [(24, 1, False, 24), (40, 1, True, 48)],
    "benchmarking": [(1, 1, False, 10), (1, 1, True, 20)],
    "secondment": [(1, 1, False, 20), (1, 1, True, 24)],
    "exchange": [(1, 1, False, 20), (1, 1, True, 24)],
    "internship": [(1, 1, False, 20), (1, 1, True, 24)],
    "study_leave": [(2, 1, False, 40), (1, 1, True, 20)],
}

# employment: kind, JP a year, year, valid from, source
OBLIGATIONS: dict[str, tuple[Any, ...]] = {
    "pns": ("floor", 20, "calendar", date(2017, 4, 7), "PP 11/2017 pasal 203 ayat (4)"),
    "pppk": ("ceiling", 24, "contract", date(2018, 11, 28), "PP 49/2018 pasal 40"),
}


def load(apps: Any) -> None:
    """Add the first version, with its examples, of every rule and obligation that has no version yet."""
    _load_rules(apps.get_model("hours", "HourRule"), apps.get_model("hours", "RuleExample"))
    obligations = apps.get_model("hours", "ObligationRule").objects
    known = set(obligations.values_list("employment", flat=True))
    for employment, (kind, jp, year_kind, valid_from, source) in OBLIGATIONS.items():
        if employment not in known:
            obligations.create(
                employment=employment, kind=kind, jp=jp, year_kind=year_kind, valid_from=valid_from, source=source
            )


def _load_rules(rule_model: Any, example_model: Any) -> None:
    known = set(rule_model.objects.values_list("form", flat=True))
    names = (
        "basis", "unit", "unit_international", "rate", "rate_international",
        "cap_period", "cap_measure", "cap", "cap_international",
    )  # fmt: skip
    for form, values in HOUR_RULES.items():
        if form in known:
            continue
        rule = rule_model.objects.create(
            form=form,
            cap_group=form,
            valid_from=RULES_FROM,
            source=SE_CMB if form in SE_FORMS else PERLAN,
            **dict(zip(names, values, strict=True)),
        )
        example_model.objects.bulk_create(
            example_model(rule=rule, quantity=quantity, times=times, international=international, expected=expected)
            for quantity, times, international, expected in EXAMPLES[form]
        )
