from django.urls import path

from . import certificate_views, views

app_name = "hours"
urlpatterns = [
    path("", views.book, name="book"),
    path("<int:pk>/", views.entry, name="entry"),
    path("pegawai/<int:pk>/", views.book_of, name="book_of"),
    path("sertifikat/<slug:number>.pdf", certificate_views.certificate_pdf, name="certificate_pdf"),
]
