"""The addresses of published score-cards."""

from django.urls import path

from giaoban.records.tasks.editions import views

app_name = "editions"
urlpatterns = [
    path("", views.editions, name="list"),
    path("publish/", views.publish, name="publish"),
    path("<int:edition_id>/", views.edition, name="edition"),
    path("<int:edition_id>/against/<int:other_id>/", views.against, name="against"),
    path("<int:edition_id>/figures.csv", views.figures_csv, name="figures-csv"),
    path("<int:edition_id>/figures.xlsx", views.figures_excel, name="figures-excel"),
    path("<int:edition_id>/tasks.csv", views.tasks_csv, name="tasks-csv"),
    path("<int:edition_id>/frozen.json", views.frozen, name="frozen"),
    path("<int:edition_id>/report.docx", views.word, name="word"),
    path("<int:edition_id>/report.pdf", views.pdf, name="pdf"),
]
