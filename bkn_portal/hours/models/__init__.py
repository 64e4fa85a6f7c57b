from .form import PILLARS, Form, Pillar
from .ledger import EntryKind, LedgerEntry, LedgerQuerySet, YearTotal
from .rules import HourRule, ObligationKind, ObligationRule, Unit, YearKind

__all__ = [
    "PILLARS",
    "EntryKind",
    "Form",
    "HourRule",
    "LedgerEntry",
    "LedgerQuerySet",
    "ObligationKind",
    "ObligationRule",
    "Pillar",
    "Unit",
    "YearKind",
    "YearTotal",
]
