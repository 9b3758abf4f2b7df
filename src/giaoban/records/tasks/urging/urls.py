"""The addresses of urging."""

from django.urls import path

from giaoban.records.tasks.urging import views
from giaoban.records.tasks.urging.letters import views as letters

app_name = "urging"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("<int:message_id>/", views.message, name="message"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", letters.new_letter, name="new-letter"),
    path("letters/<int:letter_id>/", letters.letter, name="letter"),
    path("letters/<int:letter_id>/letter.docx", letters.letter_word, name="letter-word"),
    path("letters/<int:letter_id>/letter.pdf", letters.letter_pdf, name="letter-pdf"),
    path("rules/", views.rules, name="rules"),
    path("rules/<int:rule_id>/remove/", views.remove_rule, name="remove-rule"),
    path("rules/days/<int:day_id>/forget/", views.forget_day, name="forget-day"),
]
