"""Which state of a session's record a page shows. Pure: reads nothing."""

from collections.abc import Iterable
from hashlib import sha256

from ..models import FollowUp, SessionRecord

FIELDS = ("goal", "reality", "options", "will", "feedback", "goal_score", "given_at", "objection")


def record_version(record: SessionRecord | None, steps: Iterable[FollowUp], note: str) -> str:
    """A digest of what the coach's page holds: it differs once anything of it has changed. For that page alone."""
    fields = record and [getattr(record, name) for name in FIELDS]
    rows = sorted((step.what, step.side, step.due) for step in steps)
    return sha256(repr((fields, rows, note)).encode()).hexdigest()[:32]
