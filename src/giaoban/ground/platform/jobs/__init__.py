"""Work apart from the pages: what rooms declare, how they ask for it, and what became of it.

The thin door to django-q2: a room says `@job(...)` in its `jobs.py` and `enqueue("name")` in a
service, and imports nothing else of it.
"""

from giaoban.ground.platform.jobs.registry import Daily, Every, NoSuchJob, job

__all__ = ["Daily", "Every", "NoSuchJob", "job"]
