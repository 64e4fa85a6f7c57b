"""The cast on the demo's sign-in page."""

from dataclasses import dataclass

from django import template
from django.conf import settings

from bkn_portal.demo.cast import CAST
from bkn_portal.employees.models import Employee

register = template.Library()


@dataclass(frozen=True)
class Seat:
    key: str
    name: str
    role: str


@register.simple_tag
def demo_cast() -> list[Seat]:
    """The cast members who exist in the database; nobody outside the demo."""
    if not settings.DEMO:
        return []
    people = Employee.objects.active().in_bulk([member.nip for member in CAST], field_name="nip")
    return [
        Seat(member.key, people[member.nip].display_name, str(member.role)) for member in CAST if member.nip in people
    ]
