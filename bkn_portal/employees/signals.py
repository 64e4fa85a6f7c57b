"""Facts about people that the apps must react to; receivers run in the same transaction."""

from django.dispatch import Signal

# sender=Employee, employee, by (Employee or None), now (aware datetime)
employee_deactivated = Signal()
# sender=Supervision, employee, by, now
supervisor_changed = Signal()
