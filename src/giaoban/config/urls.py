"""Which app answers under which path."""

from django.urls import include, path

urlpatterns = [
    path("", include("giaoban.faces.workspace.urls")),
    path("accounts/", include("giaoban.ground.accounts.urls")),
    path("documents/", include("giaoban.records.documents.urls")),
    path("tasks/", include("giaoban.records.tasks.urls")),
    path("desk/", include("giaoban.cycle.intake.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
