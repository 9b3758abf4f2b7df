"""The addresses of the papers."""

from django.urls import path

from giaoban.records.tasks.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("slips/<int:task_id>.docx", views.slip_word, name="slip-word"),
    path("slips/<int:task_id>.pdf", views.slip_pdf, name="slip-pdf"),
    path("register.docx", views.register_word, name="register-word"),
    path("register.pdf", views.register_pdf, name="register-pdf"),
    path("register.xlsx", views.register_excel, name="register-excel"),
    path("overdue.docx", views.overdue_word, name="overdue-word"),
    path("overdue.pdf", views.overdue_pdf, name="overdue-pdf"),
    path("overdue.xlsx", views.overdue_excel, name="overdue-excel"),
]
