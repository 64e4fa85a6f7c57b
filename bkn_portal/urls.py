"""All addresses of the portal. Paths are Indonesian, names English."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("bkn_portal.home.urls")),
    path("", include("bkn_portal.notifications.urls")),
    path("akun/", include("bkn_portal.employees.account_urls")),
    path("jam-pelajaran/", include("bkn_portal.hours.urls")),
    path("verifikasi/", include("bkn_portal.hours.certificate_urls")),
    path("coaching/", include("coaching.urls")),
    path("admin/", admin.site.urls),
]
