from .certificate import Certificate, CertificateQuerySet
from .form import Form, Pillar
from .ledger import EntryKind, LedgerEntry, LedgerQuerySet, OutcomeChoices, YearTotal
from .rules import HourRule, ObligationKind, ObligationRule, RuleExample, Unit, YearKind

__all__ = [
    "Certificate",
    "CertificateQuerySet",
    "EntryKind",
    "Form",
    "HourRule",
    "LedgerEntry",
    "LedgerQuerySet",
    "ObligationKind",
    "ObligationRule",
    "OutcomeChoices",
    "Pillar",
    "RuleExample",
    "Unit",
    "YearKind",
    "YearTotal",
]
