from django.urls import path

from . import views

app_name = "hours"
urlpatterns = [
    path("", views.book, name="book"),
    path("<int:pk>/", views.entry, name="entry"),
    path("pegawai/<int:pk>/", views.book_of, name="book_of"),
]
