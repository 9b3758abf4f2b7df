"""The addresses of the ways to look at tasks."""

from django.urls import path

from giaoban.records.tasks.looking import views

app_name = "looking"
urlpatterns = [
    path("board/", views.board, name="board"),
    path("calendar/", views.calendar, name="calendar"),
    path("timeline/", views.timeline, name="timeline"),
    path("charts/", views.charts, name="charts"),
    path("programmes/", views.programmes, name="programmes"),
    path("programme/", views.programme, name="programme"),
    path("units/", views.units, name="units"),
    path("units/<int:unit_id>/", views.unit, name="unit"),
    path("leader/", views.leader, name="leader"),
]
