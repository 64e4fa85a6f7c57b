"""What a Django page costs before anybody wrote a portal: session, user, one template."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bkn_portal.employees.models import Employee


def page(request: HttpRequest) -> HttpResponse:
    return render(request, "bare.html", using="bare")


def rows(request: HttpRequest) -> HttpResponse:
    """A list of 25 rows with its pagination: two queries."""
    people = Paginator(Employee.objects.order_by("pk").values("pk", "name", "email"), 25).get_page(1)
    return render(request, "bare_list.html", {"page": people}, using="bare")
