from django.urls import path

from . import calendar, demo_sign_in, gallery, health, outbox, views

app_name = "home"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("bantuan/", views.help_page, name="help"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("privasi/", views.privacy, name="privacy"),
    path("tampilan/", views.set_theme, name="set_theme"),
    path("bahasa/", views.set_language, name="set_language"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/baru/", calendar.calendar_open, name="calendar_open"),
    path("kalender/tutup/", calendar.calendar_close, name="calendar_close"),
    path("kalender/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("gaya/", gallery.style_gallery, name="style_gallery"),
    path("sehat/live", health.live, name="live"),
    path("sehat/ready", health.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path("surat/", outbox.outbox, name="outbox"),
    path("surat/<slug:name>/<int:number>/", outbox.outbox_mail, name="outbox_mail"),
    path("surat/<slug:name>/<int:number>/html/", outbox.outbox_html, name="outbox_html"),
    path("demo/masuk/<slug:key>/", demo_sign_in.demo_sign_in, name="demo_sign_in"),
]
