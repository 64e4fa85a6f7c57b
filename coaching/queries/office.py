"""What waits for HR."""

from dataclasses import dataclass

from bkn_portal.employees.models import Employee

from .. import access
from ..models import CoachingEngagement, CoachProfile


@dataclass(frozen=True)
class OfficeWork:
    """Proposals of coaches, and coachees whose coach left."""

    proposals: int = 0
    left_alone: int = 0


def office_work(employee: Employee) -> OfficeWork:
    """Nothing for whoever is not HR. Two queries at most."""
    if not access.can_manage_profiles(employee):
        return OfficeWork()
    proposals = CoachProfile.objects.proposed().exclude(person=employee).count()
    return OfficeWork(proposals, CoachingEngagement.objects.left_alone().count())
