"""The addresses of the app."""

from django.urls import path

from giaoban.records.tasks import views_list, views_score, views_steps, views_task

app_name = "tasks"
urlpatterns = [
    path("", views_list.tasks, name="list"),
    path("list.csv", views_list.tasks_csv, name="list-csv"),
    path("list.xlsx", views_list.tasks_excel, name="list-excel"),
    path("new/", views_task.new, name="new"),
    path("new/row/", views_task.new_row, name="new-row"),
    path("due/", views_task.said_due, name="said-due"),
    path("<int:task_id>/", views_task.task, name="task"),
    path("<int:task_id>/edit/", views_task.edit, name="edit"),
    path("<int:task_id>/follower/", views_task.follower, name="follower"),
    path("<int:task_id>/notes/", views_task.note, name="note"),
    path("duties/<int:duty_id>/parts/new/", views_task.new_part, name="new-part"),
    path("duties/<int:duty_id>/<slug:slug>/", views_steps.step, name="step"),
    path("score-card/", views_score.score_card, name="score-card"),
    path("score-card/table.csv", views_score.score_card_csv, name="score-card-csv"),
    path("score-card/table.xlsx", views_score.score_card_excel, name="score-card-excel"),
    path("score-card/report.docx", views_score.score_card_word, name="score-card-word"),
    path("score-card/report.pdf", views_score.score_card_pdf, name="score-card-pdf"),
]
