"""The addresses of handovers."""

from django.urls import path

from giaoban.records.tasks.handing_over import views

app_name = "handing_over"
urlpatterns = [
    path("", views.handovers, name="list"),
    path("new/", views.new, name="new"),
    path("new/preview/", views.preview, name="preview"),
    path("<int:handover_id>/", views.handover, name="handover"),
    path("<int:handover_id>/sign/", views.sign, name="sign"),
    path("<int:handover_id>/renew/", views.renew, name="renew"),
    path("<int:handover_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:handover_id>/undo/", views.undo, name="undo"),
]
