"""Which app answers under which path."""

from django.urls import include, path

urlpatterns = [
    path("", include("giaoban.faces.workspace.urls")),
    path("notices/", include("giaoban.faces.workspace.notices.urls")),
    path("administration/", include("giaoban.faces.workspace.administering.urls")),
    path("accounts/", include("giaoban.ground.accounts.urls")),
    path("documents/", include("giaoban.records.documents.urls")),
    path("tasks/", include("giaoban.records.tasks.urls")),
    path("handovers/", include("giaoban.records.tasks.handing_over.urls")),
    path("urging/", include("giaoban.records.tasks.urging.urls")),
    path("desk/", include("giaoban.cycle.intake.urls")),
    path("", include("giaoban.ground.platform.urls")),
    path("api/", include("giaoban.faces.api.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
