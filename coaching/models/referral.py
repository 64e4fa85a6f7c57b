"""Whom a coachee may ask next, when a request was declined or had no answer."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .engagement import CoachingEngagement


class CoachReferral(models.Model):
    """`coach` was named by the coach who declined, or by HR after the coach left: `proposed_at`; or it is whom the
    coachee asked. `taken_as` is the request that came of it.
    """

    engagement = models.OneToOneField(CoachingEngagement, on_delete=models.CASCADE, related_name="referral")
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("coach")
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    taken_as = models.OneToOneField(
        CoachingEngagement, on_delete=models.CASCADE, null=True, blank=True, related_name="came_from"
    )

    class Meta:
        verbose_name = _("referral to another coach")
        verbose_name_plural = _("referrals to other coaches")

    def __str__(self) -> str:
        return f"{self.engagement_id} → {self.coach_id}"
