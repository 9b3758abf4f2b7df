"""What machines ask: does it live, can it work, how much does it do. No page for people."""

import secrets
from http import HTTPStatus
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from giaoban.ground.platform.health import readiness
from giaoban.ground.platform.metrics import told_metrics

# Whoever passes a request on says so in one of these.
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_VIA")


@require_safe
@never_cache
def live(_request: HttpRequest) -> JsonResponse:
    """This process answers. It asks nothing else, so that a database away restarts nobody."""
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """Whether requests may be sent here: 200, or 503 with what is wrong, in names alone."""
    findings = readiness()
    ok = all(finding.ok for finding in findings)
    return JsonResponse(
        {
            "status": "ready" if ok else "not ready",
            "checks": {each.key: "ok" if each.ok else "failed" for each in findings},
        },
        status=HTTPStatus.OK if ok else HTTPStatus.SERVICE_UNAVAILABLE,
    )


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For a monitor on this machine, or one that knows the token; for others it is not there."""
    if not _may_count(request):
        raise Http404
    return HttpResponse(told_metrics(), content_type=CONTENT_TYPE_LATEST)


def _may_count(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return secrets.compare_digest(given.encode(), wanted.encode())
    # Behind a proxy of this machine everybody seems to come from it.
    if any(header in request.META for header in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
