from django.urls import path

from .views import account

app_name = "employees"
urlpatterns = [
    path("", account.profile, name="profile"),
    path("pengaturan/", account.settings, name="settings"),
    path("sesi/", account.session_list, name="session_list"),
    path("sesi/<int:pk>/akhiri/", account.session_end, name="session_end"),
    path("sesi/akhiri-lainnya/", account.session_end_others, name="session_end_others"),
]
