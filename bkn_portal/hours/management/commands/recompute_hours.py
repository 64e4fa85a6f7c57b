"""Proves the stored totals of JP against the ledger."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from bkn_portal.employees.models import Employee
from bkn_portal.hours import actions, queries


class Command(BaseCommand):
    """Names employees by their row number, never by NIP or name. Status 1 when a difference stays."""

    help = "Compares the stored JP of every employee with the ledger counted anew; --repair rebuilds what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="rebuild stored totals that differ from the lines")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = wrong = 0
        people = Employee.objects.filter(hour_entries__version=1).order_by("pk").distinct()
        for employee in people.iterator(chunk_size=1000):
            checked += 1
            wrong += not self._is_right(employee, repair=options["repair"])
        self.stdout.write(f"{checked} employees checked, {wrong} with a total that is not right")
        if wrong:
            sys.exit(1)

    def _is_right(self, employee: Employee, *, repair: bool) -> bool:
        found = queries.differences(employee)
        for year, (stored, replayed) in found.items():
            self.stdout.write(f"employee {employee.pk}, {year.start} to {year.end}: {stored} JP stored, {replayed} due")
        if found and repair:
            actions.recompute(employee=employee)
            found = queries.differences(employee)
        return not found
