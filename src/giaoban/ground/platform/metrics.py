"""What a monitor may count: requests by view, and how this process and its disk are.

Views are named as in the addresses ("tasks:task"), never with what a person asked for, so that the
number of series is that of the views.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from giaoban.ground.platform.backups.last import last_backup
from giaoban.ground.platform.state import disk_of, version_of

REGISTRY = CollectorRegistry()
# 150 ms is what a list may take, 300 ms what a page may.
SECONDS = (0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10, 30)

requests_total = Counter(
    "giaoban_requests",
    "Requests answered",
    ("method", "view", "status"),
    registry=REGISTRY,
)
request_seconds = Histogram(
    "giaoban_request_seconds",
    "How long an answer took",
    ("view",),
    buckets=SECONDS,
    registry=REGISTRY,
)


class Installation(Collector):
    """How this installation stands, looked up when it is asked for."""

    def collect(self) -> Iterable[Metric]:
        yield _gauge("giaoban_version", "Which version runs", 1, version=version_of("giaoban"))
        disk = disk_of(Path(settings.FILES_ROOT))
        yield _gauge("giaoban_disk_bytes", "Size of the disk with the files", disk.total)
        yield _gauge("giaoban_disk_free_bytes", "Free on the disk with the files", disk.free)
        if (last := last_backup(settings.VAR)) is not None:
            yield _gauge(
                "giaoban_last_backup_timestamp_seconds",
                "When the last backup was made",
                last.made_at.timestamp(),
            )


def _gauge(name: str, words: str, value: float, **labels: str) -> Metric:
    family = GaugeMetricFamily(name, words, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family


def told_metrics() -> bytes:
    """All of it in the text format of Prometheus; of every process, where they share a folder."""
    registry = CollectorRegistry()
    registry.register(Installation())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # untyped
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(REGISTRY)
