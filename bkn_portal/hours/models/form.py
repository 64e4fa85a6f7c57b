"""The forms of development that may earn JP (PerLAN 10/2018, SE Kepala BKN 3/2022)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.worklist.items import Pillar


class Form(models.TextChoices):
    """Codes are what apps post and what the rules are keyed by."""

    COACHING = "coaching", _("Coaching")
    MENTORING = "mentoring", _("Mentoring")
    SELF_STUDY = "self_study", _("Self-study")
    COMMUNITY = "community", _("Learning community")
    E_LEARNING = "e_learning", _("E-learning")
    SEMINAR = "seminar", _("Seminar or conference")
    WORKSHOP = "workshop", _("Workshop")
    OUTREACH = "outreach", _("Outreach event")
    COURSE = "course", _("Course or training")
    BENCHMARKING = "benchmarking", _("Benchmarking visit")
    SECONDMENT = "secondment", _("Secondment")
    EXCHANGE = "exchange", _("Exchange of civil servants")
    INTERNSHIP = "internship", _("Internship")
    STUDY_LEAVE = "study_leave", _("Study leave")

    @property
    def pillar(self) -> Pillar:
        """Coaching and mentoring stand alone; everything else is one's own learning."""
        return PILLARS.get(self, Pillar.SELF_STUDY)


PILLARS = {Form.COACHING: Pillar.COACHING, Form.MENTORING: Pillar.MENTORING}
