"""The addresses of the app."""

from django.urls import path

from giaoban.records.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.tasks, name="list"),
    path("list.csv", views.tasks_csv, name="list-csv"),
    path("new/", views.new, name="new"),
    path("<int:task_id>/", views.task, name="task"),
    path("duties/<int:duty_id>/<slug:slug>/", views.step, name="step"),
    path("score-card/", views.score_card, name="score-card"),
    path("score-card/table.csv", views.score_card_csv, name="score-card-csv"),
    path("score-card/report.docx", views.score_card_word, name="score-card-word"),
    path("score-card/report.pdf", views.score_card_pdf, name="score-card-pdf"),
]
