"""Which app answers under which path."""

from django.urls import include, path

urlpatterns = [
    path("", include("giaoban.faces.workspace.urls")),
    path("notices/", include("giaoban.faces.workspace.notices.urls")),
    path("administration/", include("giaoban.faces.workspace.administering.urls")),
    path("accounts/", include("giaoban.ground.accounts.urls")),
    path("documents/", include("giaoban.records.documents.urls")),
    path("tasks/saved/", include("giaoban.records.tasks.saved.urls")),
    path("tasks/together/", include("giaoban.records.tasks.together.urls")),
    path("tasks/looking/", include("giaoban.records.tasks.looking.urls")),
    path("tasks/series/", include("giaoban.records.tasks.recurring.urls")),
    path("tasks/", include("giaoban.records.tasks.urls")),
    path("handovers/", include("giaoban.records.tasks.handing_over.urls")),
    path("editions/", include("giaoban.records.tasks.editions.urls")),
    path("urging/", include("giaoban.records.tasks.urging.urls")),
    path("imports/", include("giaoban.records.tasks.importing.urls")),
    path("reconciling/", include("giaoban.records.tasks.reconciling.urls")),
    path("papers/", include("giaoban.records.tasks.papers.urls")),
    path("desk/", include("giaoban.cycle.intake.urls")),
    path("meetings/", include("giaoban.cycle.meetings.urls")),
    path("reports/", include("giaoban.cycle.reporting.urls")),
    path("", include("giaoban.ground.platform.urls")),
    path("api/", include("giaoban.faces.api.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
