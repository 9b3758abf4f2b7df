"""The addresses of meetings."""

from django.urls import path, re_path

from giaoban.cycle.meetings.bridges import views as bridges
from giaoban.cycle.meetings.conclusions import views as conclusions
from giaoban.cycle.meetings.floor import views as floor
from giaoban.cycle.meetings.minutes import views as minutes
from giaoban.cycle.meetings.preparing import views as preparing
from giaoban.cycle.meetings.preparing import views_invitation as inviting
from giaoban.cycle.meetings.preparing import views_parts as parts

app_name = "meetings"
urlpatterns = [
    path("", preparing.meetings, name="list"),
    path("series/new/", preparing.new_series, name="new-series"),
    path("series/<int:series_id>/", preparing.series, name="series"),
    path("series/<int:series_id>/prepare/", preparing.prepare, name="prepare"),
    path("<int:meeting_id>/", preparing.meeting, name="meeting"),
    path("<int:meeting_id>/edit/", preparing.edit, name="edit"),
    path("<int:meeting_id>/cancel/", preparing.cancel, name="cancel"),
    path("<int:meeting_id>/calendar.ics", preparing.calendar, name="calendar"),
    path("<int:meeting_id>/agenda/", parts.agenda, name="agenda"),
    path("<int:meeting_id>/people/", parts.people, name="people"),
    path("<int:meeting_id>/answer/", parts.answer, name="answer"),
    path("<int:meeting_id>/papers/", parts.papers, name="papers"),
    path("<int:meeting_id>/papers/note/", parts.note, name="note"),
    path("<int:meeting_id>/questions/", parts.questions, name="questions"),
    path("<int:meeting_id>/invitation/", inviting.invitation, name="invitation"),
    re_path(
        r"^(?P<meeting_id>[0-9]{1,18})/invitation/(?P<number>[0-9]{1,18})\.(?P<ending>docx|pdf)$",
        inviting.invitation_file,
        name="invitation-file",
    ),
    path("<int:meeting_id>/bridges/", bridges.bridges, name="bridges"),
    path("<int:meeting_id>/bridges/<int:bridge_id>/", bridges.bridge, name="bridge"),
    path("<int:meeting_id>/floor/", floor.floor, name="floor"),
    path("<int:meeting_id>/seat/", floor.seat, name="seat"),
    path("<int:meeting_id>/hall/", floor.hall, name="hall"),
    path("<int:meeting_id>/conclusions/", conclusions.conclusions, name="conclusions"),
    path("<int:meeting_id>/conclusions/read/", conclusions.read_as, name="read-as"),
    path(
        "<int:meeting_id>/conclusions/<int:conclusion_id>/",
        conclusions.conclusion,
        name="conclusion",
    ),
    path("<int:meeting_id>/minutes/", minutes.minutes, name="minutes"),
    re_path(
        r"^(?P<meeting_id>[0-9]{1,18})/minutes\.(?P<ending>docx|pdf)$",
        minutes.minutes_file,
        name="minutes-file",
    ),
    path("<int:meeting_id>/notice/", minutes.notice, name="notice"),
    re_path(
        r"^(?P<meeting_id>[0-9]{1,18})/notice\.(?P<ending>docx|pdf)$",
        minutes.notice_file,
        name="notice-file",
    ),
]
