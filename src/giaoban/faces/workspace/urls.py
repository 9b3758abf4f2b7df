"""The addresses of the app."""

from django.urls import path

from giaoban.faces.workspace import views
from giaoban.faces.workspace.rights import views as rights
from giaoban.faces.workspace.running import views as running
from giaoban.faces.workspace.trail import views as trail

app_name = "workspace"
urlpatterns = [
    path("", views.home, name="home"),
    path("running/", running.running, name="running"),
    path("running/mail/", running.mail, name="mail"),
    path("running/mail/<int:mail_id>/again/", running.mail_again, name="mail-again"),
    path("rights/", rights.mine, name="rights"),
    path("rights/delegations/<int:delegation_id>/end/", rights.end, name="end-delegation"),
    path("rights/<str:reference>/", rights.in_record, name="rights-in"),
    path("search/", views.search, name="search"),
    path("trail/", trail.search, name="trail"),
    path("trail/table.csv", trail.export, name="trail-csv"),
    path("trail/<str:reference>/", trail.history, name="history"),
]
