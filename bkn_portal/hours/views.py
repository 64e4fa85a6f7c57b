"""The book of JP: the year, and one line of it explained."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bkn_portal.employees.models import Employee

from . import access, explain, queries
from .book import Book
from .forms import YearForm
from .models import LedgerEntry


@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """The reader's own book."""
    return _show_book(request, request.user, whole=True, today=timezone.localdate())


@require_safe
def book_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else's book: whole for HR and verifiers, the sum alone for who leads the person."""
    today = timezone.localdate()
    employee = get_object_or_404(access.people_with_book_for(request.user, on=today), pk=pk)
    return _show_book(request, employee, whole=access.can_see_pillars(request.user, employee), today=today)


def _show_book(request: HttpRequest, employee: Employee, *, whole: bool, today: date) -> HttpResponse:
    years = queries.years_until(employee, on=today)
    year = YearForm(request.GET, years=years).year
    summary = queries.year_summary(employee, on=min(year.end, today))
    lines = queries.entries_of(employee, year).visible_to(request.user)
    shown = Book(employee, summary, years, list(lines), whole, today)
    return render(request, "hours/book_show.html", {"book": shown, "is_own": employee == request.user})


@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: what it counts and why, by which rule, and everything that happened to it."""
    line = get_object_or_404(LedgerEntry.objects.visible_to(request.user), pk=pk)
    history = list(queries.history_of(line))
    latest = history[-1]
    context = {
        "entry": latest,
        "history": history,
        "rule": latest.rule,
        "quantity": explain.quantity(latest),
        "rate": explain.rate(latest.rule, international=latest.international),
        "cap": explain.cap(latest.rule, international=latest.international),
        "owner": line.employee,
    }
    return render(request, "hours/entry_show.html", context)
