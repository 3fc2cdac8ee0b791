"""Figures of a running server in the text form of Prometheus. The only module that imports its client."""

from __future__ import annotations

from collections.abc import Callable

from speechscape.errors import SetupError

try:
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
except ImportError:
    raise SetupError('prometheus-client is not installed; install it with: pip install "speechscape[serve]"') from None

__all__ = ["Metrics"]

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


class Metrics:
    """One set for one server. Labels are names of ours only: nothing that came from a client is ever one."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"speechscape_{name}", text, labels, registry=self._registry)

        def histogram(name: str, text: str, *labels: str) -> Histogram:
            return Histogram(f"speechscape_{name}_seconds", text, labels, registry=self._registry, buckets=_SECONDS)

        self.stage = histogram("stage", "Seconds of work by stage: decode, hear, paint, act (whole requests).", "stage")
        self.wait = histogram("wait", "Seconds that work waited for a worker, by stage.", "stage")
        self.settled = histogram("settled", "Seconds from the last sound of a sentence to its settled event.")
        self.request = histogram("request", "Seconds of a request, by route.", "route")
        self.requests = counter("requests", "Requests by route and status.", "route", "status")
        self.batch = Histogram("speechscape_batch_clips", "Clips that were heard together.", registry=self._registry, buckets=(1, 2, 3, 4, 6, 8, 16))
        self.events = counter("events", "Events of live sessions by type.", "type")
        self.dropped = counter("dropped_messages", "Partial events and pictures that slow readers did not get.")
        self.closed = counter("closed_sockets", "Sockets by kind and closing code.", "kind", "code")
        self.resumed = counter("resumed_sessions", "Sessions that went on after a broken connection.")

    def watch(self, name: str, text: str, value: Callable[[], float]) -> None:
        """A gauge that is read when it is asked for."""
        Gauge(f"speechscape_{name}", text, registry=self._registry).set_function(value)

    def work(self, stage: str, waited_s: float, took_s: float, jobs: int) -> None:
        """What a pool tells."""
        self.wait.labels(stage).observe(max(0.0, waited_s))
        self.stage.labels(stage).observe(took_s)
        if stage == "hear":
            self.batch.observe(jobs)

    def page(self) -> tuple[bytes, str]:
        """All figures, and their media type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
