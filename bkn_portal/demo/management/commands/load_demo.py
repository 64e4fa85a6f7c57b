"""`manage.py load_demo`: fictional people and stories for the demo."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bkn_portal.demo.actions import empty_database, has_data, load_demo
from bkn_portal.employees.models import Employee


class Command(BaseCommand):
    help = "Loads the demo: 300 fictional employees and their coaching. Does nothing when data exist."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="empty the database first")
        parser.add_argument("--migrate", action="store_true", help="bring the tables up to date before")
        parser.add_argument("--force", metavar="REASON", help="run outside the demo, and say why")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not options["force"]:
            raise CommandError(
                "This is not the demo (DATABASE_URL is set), and the demo's people must not be in production. "
                'If this is a trial installation, say so: --force "why".'
            )
        if options["migrate"]:
            call_command("migrate", verbosity=0)
        if has_data() and not options["reset"]:
            self.stdout.write("The database has data already: nothing loaded. --reset starts the demo anew.")
            return
        began = monotonic()
        if options["reset"]:
            empty_database()
        load_demo(now=timezone.now())
        cache.clear()
        self.stdout.write(f"Demo loaded: {Employee.objects.count()} employees in {monotonic() - began:.1f} s.")
