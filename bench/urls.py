"""The portal's addresses and two bare ones."""

from django.urls import include, path

from . import bare

urlpatterns = [
    path("bare/", bare.page),
    path("bare/list/", bare.rows),
    path("", include("bkn_portal.urls")),
]
