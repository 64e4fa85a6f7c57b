"""Told by bookings, heard by the apps whose clocks count working days."""

from django.dispatch import Signal

# sender=Holiday, now (aware datetime); receivers run in the transaction that changed a holiday
holidays_changed = Signal()
