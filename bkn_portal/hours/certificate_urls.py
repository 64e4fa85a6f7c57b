"""Short addresses, all of them public: they stand on paper."""

from django.urls import path

from . import certificate_views as views

app_name = "certificates"
urlpatterns = [
    path("", views.check, name="check"),
    path("<slug:number>/", views.verify, name="verify"),
]
