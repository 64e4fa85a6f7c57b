"""What a request names, if the person may see it at all."""

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from bkn_portal.core.errors import require
from bkn_portal.core.views import one_or_404

from .. import access, queries
from ..models import CoachingEngagement, CoachingSession, CoachProfile


def engagement_of(request: HttpRequest, pk: int) -> CoachingEngagement:
    """404 for strangers."""
    return one_or_404(queries.seen_engagement(request.user, pk, on=timezone.localdate()))


def own_engagement(request: HttpRequest, pk: int) -> CoachingEngagement:
    """404 for strangers, 403 for the supervisor it is shared with."""
    engagement = engagement_of(request, pk)
    require(access.can_take_part(request.user, engagement))
    return engagement


def session_of(request: HttpRequest, pk: int) -> CoachingSession:
    """404 for everyone but the two."""
    return one_or_404(queries.seen_session(request.user, pk))


def own_profile(request: HttpRequest) -> CoachProfile:
    """404 for whoever is no coach and does not wait to be one."""
    return one_or_404(queries.kept_profile(request.user))


def posted(request: HttpRequest) -> QueryDict | None:
    """A form's data: also of a POST without any field, which is wrong input and no first visit."""
    return request.POST if request.method == "POST" else None
