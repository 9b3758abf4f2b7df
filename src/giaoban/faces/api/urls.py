"""The addresses of the API, and of the page that explains it."""

from django.urls import URLPattern, path, re_path

from giaoban.faces.api import views
from giaoban.faces.api.api import api

_operations, _, _namespace = api.urls
for _pattern in _operations:
    if isinstance(_pattern, URLPattern):
        _pattern.callback = views.as_machines_need_it(_pattern.callback)
_versioned = (
    [
        path("openapi.json", views.description, {"api": api}, name="description"),
        *(each for each in _operations if getattr(each, "name", "") != "api-root"),
        re_path("", views.no_address, name="api-root"),
    ],
    _namespace,
)

app_name = "api"
urlpatterns = [
    path("", views.reference, {"api": api}, name="reference"),
    path("v1/", (_versioned[0], _namespace, _namespace)),
]
