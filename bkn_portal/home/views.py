"""Beranda and the small pages that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def dashboard(request: HttpRequest) -> HttpResponse:
    """What do I do next?"""
    return render(request, "home/dashboard.html")
