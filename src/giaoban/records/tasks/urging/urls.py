"""The addresses of urging."""

from django.urls import path

from giaoban.records.tasks.urging import views

app_name = "urging"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("<int:message_id>/", views.message, name="message"),
    path("rules/", views.rules, name="rules"),
    path("rules/<int:rule_id>/remove/", views.remove_rule, name="remove-rule"),
    path("rules/days/<int:day_id>/forget/", views.forget_day, name="forget-day"),
]
