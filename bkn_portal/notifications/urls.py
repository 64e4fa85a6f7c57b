from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("pemberitahuan/", views.inbox, name="inbox"),
    path("pemberitahuan/tandai-dibaca/", views.mark_all_read, name="mark_all_read"),
    path("pemberitahuan/<int:pk>/", views.open_reminder, name="open"),
    path("akun/pemberitahuan/", views.preferences, name="preferences"),
]
