"""Short public addresses: they stand on paper."""

from django.urls import path

from . import certificate_views as views

app_name = "certificates"
urlpatterns = [
    path("", views.check, name="check"),
    path("<slug:number>/", views.verify, name="verify"),
    path("<slug:number>/sertifikat.pdf", views.certificate_pdf, name="pdf"),
]
