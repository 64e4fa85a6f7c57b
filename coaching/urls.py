from django.urls import path

from . import views

app_name = "coaching"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("coach/", views.coach_list, name="coach_list"),
    path("coach/<int:pk>/minta/", views.engagement_request, name="engagement_request"),
    path("<int:pk>/", views.engagement_detail, name="engagement_detail"),
    path("<int:pk>/jawab/", views.engagement_answer, name="engagement_answer"),
    path("<int:pk>/batal/", views.engagement_cancel, name="engagement_cancel"),
    path("<int:pk>/selesai/", views.engagement_complete, name="engagement_complete"),
    path("<int:pk>/berbagi/", views.engagement_share, name="engagement_share"),
    path("<int:pk>/ganti-coach/", views.engagement_leave, name="engagement_leave"),
    path("<int:pk>/jadwalkan/", views.session_book, name="session_book"),
    path("sesi/<int:pk>/", views.session_detail, name="session_detail"),
    path("sesi/<int:pk>/agenda/", views.session_agenda, name="session_agenda"),
    path("sesi/<int:pk>/umpan-balik/", views.session_feedback, name="session_feedback"),
    path("sesi/<int:pk>/catatan/", views.session_note, name="session_note"),
    path("sesi/<int:pk>/refleksi/", views.session_reflection, name="session_reflection"),
    path("sesi/<int:pk>/koreksi/", views.session_objection, name="session_objection"),
    path("sesi/<int:pk>/kalender.ics", views.session_calendar, name="session_calendar"),
    path("sesi/<int:pk>/pindah/", views.session_move, name="session_move"),
    path("sesi/<int:pk>/batal/", views.session_cancel, name="session_cancel"),
    path("sesi/<int:pk>/tidak-hadir/", views.session_no_show, name="session_no_show"),
    path("coach/aktif-lagi/", views.coach_resume, name="coach_resume"),
    path("<int:pk>/coach-berikutnya/", views.engagement_ask_next, name="engagement_ask_next"),
    path("tindak-lanjut/<int:pk>/selesai/", views.action_done, name="action_done"),
]
