"""What a person must be told at one address about their account: a row before it is a mail."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkn_portal.core.constraints import one_of


class NoticeKind(models.TextChoices):
    """The value names the mail's templates."""

    ADDRESS_CHANGED = "address_changed", _("e-mail address replaced")
    NIP_CHANGED = "nip_changed", _("NIP changed")


class AccountNoticeQuerySet(models.QuerySet["AccountNotice"]):
    def due(self, now: datetime) -> "AccountNoticeQuerySet":
        """What is to be sent now, the longest waiting first."""
        return self.filter(next_try_at__lte=now).order_by("next_try_at", "pk")


class AccountNotice(models.Model):
    """A change of the account that its owner has not been told of yet.

    Gone once the mail server has taken it, so that no replaced address is kept. `next_try_at` is also the claim of
    whoever sends it now.
    """

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("employee")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind.choices)
    address = models.EmailField(_("e-mail"))
    changed_at = models.DateTimeField(_("changed at"))
    next_try_at = models.DateTimeField(_("next try"), db_index=True)

    objects = AccountNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("account notice")
        verbose_name_plural = _("account notices")
        constraints = [
            one_of("kind", NoticeKind, name="employees_accountnotice_kind", message=_("Choose a kind of notice."))
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
