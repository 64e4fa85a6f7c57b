"""Mails that must not hold up the page which causes them."""

from celery import shared_task
from django.utils import timezone

from .actions.address import tell_old_address as tell
from .models import Employee


@shared_task(autoretry_for=(OSError,), retry_backoff=60, retry_backoff_max=3600, max_retries=12)
def tell_old_address(employee_id: int, address: str) -> None:
    """Tried for half a day while the mail server is down."""
    employee = Employee.objects.with_profile().get(pk=employee_id)
    tell(employee=employee, address=address, now=timezone.now())
