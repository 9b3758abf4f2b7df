"""The addresses of one's notices."""

from django.urls import path

from giaoban.faces.workspace.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:notice_id>/", views.follow, name="follow"),
    path("read/", views.read_all, name="read-all"),
    path("preferences/", views.preferences, name="preferences"),
    path("devices/add/", views.add_device, name="add-device"),
    path("devices/<int:device_id>/remove/", views.remove_device, name="remove-device"),
    path("calendar/open/", views.open_feed, name="open-feed"),
    path("calendar/close/", views.close_feed, name="close-feed"),
    path("calendar/<str:secret>.ics", views.calendar, name="calendar"),
]
