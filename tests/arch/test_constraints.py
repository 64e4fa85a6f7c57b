"""What the database refuses is tested, and the form says it in words of its own."""

import ast
from functools import cache

import pytest
from django.apps import apps
from django.db.models import BaseConstraint, Model
from django.utils import translation

from bkn_portal.core.constraints import AppendOnly

from .source import PACKAGES, ROOT

SHORTEST_SENTENCE = 8
EMPLOYEES = "tests/employees/test_models.py"
# Tested by a test that neither names the constraint nor hears its sentence; the field's own choices speak first.
ELSEWHERE = {
    "audit_event_append_only": "tests/audit/test_events.py::test_event_changed_in_the_database_is_refused",
    "employees_supervision_kind": f"{EMPLOYEES}::test_supervision_with_a_fault_is_refused_and_explained",
    "bookings_booking_overlap": "tests/bookings/test_bookings.py::test_booking_overlap_is_explained_by_the_form",
}


def ours() -> list[tuple[type[Model], BaseConstraint]]:
    return [
        (model, constraint)
        for model in apps.get_models()
        if model.__module__.startswith(PACKAGES)
        for constraint in model._meta.constraints
    ]


@cache
def words_of_tests(package: str) -> set[str]:
    """The strings in a package's tests."""
    files = sorted((ROOT / "tests" / package).rglob("*.py"))
    trees = [ast.parse(path.read_text()) for path in files]
    constants = (node for root in trees for node in ast.walk(root) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str)}


def sentence(constraint: BaseConstraint, language: str = "id") -> str:
    with translation.override(language):
        return str(constraint.violation_error_message)


def is_tested(model: type[Model], constraint: BaseConstraint) -> bool:
    """A test names the constraint, or expects (the beginning of) its sentence, or is named above."""
    if constraint.name in ELSEWHERE:
        file, _, test = ELSEWHERE[constraint.name].partition("::")
        return f"def {test}(" in (ROOT / file).read_text()
    said = f"{sentence(constraint)} {sentence(constraint, 'en')}"
    return any(
        word == constraint.name or (len(word) >= SHORTEST_SENTENCE and word.strip(" .") in said)
        for word in words_of_tests(model._meta.app_label)
    )


@pytest.mark.parametrize(("model", "constraint"), ours(), ids=lambda value: getattr(value, "name", ""))
def test_constraint_is_refused_and_explained_by_a_test(model, constraint):
    assert is_tested(model, constraint), f"no test names {constraint.name} or says: {sentence(constraint)}"


@pytest.mark.parametrize(("model", "constraint"), ours(), ids=lambda value: getattr(value, "name", ""))
def test_constraint_speaks_indonesian(model, constraint):
    if isinstance(constraint, AppendOnly):
        return
    assert constraint.violation_error_message != BaseConstraint.default_violation_error_message
    assert sentence(constraint) != sentence(constraint, "en")
