"""What happened: append-only, and free of foreign keys to what it describes, so that it outlives it."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import AppendOnly

from . import labels


class Event(models.Model):
    """One change. `kind` is dotted, `coaching.session.feedback_given`; `details` never holds content or a NIP."""

    at = models.DateTimeField(_("at"), db_index=True)
    kind = models.CharField(_("kind"), max_length=80, db_index=True)
    actor_id = models.BigIntegerField(_("actor number"), null=True)
    actor = models.CharField(_("actor"), max_length=200, blank=True)
    target_type = models.CharField(_("target type"), max_length=80)
    target_id = models.CharField(_("target number"), max_length=40)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-id"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="audit_event_target")]
        constraints = [AppendOnly(name="audit_event_append_only")]

    def __str__(self) -> str:
        return f"{self.label}: {self.target}"

    @property
    def label(self) -> str:
        """The kind in the reader's language."""
        return labels.label_of(self.kind)

    @property
    def target(self) -> str:
        """What kind of object it happened to, and its number; the code of a model that is no longer there."""
        try:
            what = apps.get_model(self.target_type)._meta.verbose_name
        except (LookupError, ValueError):
            what = self.target_type
        return f"{what} {self.target_id}"
