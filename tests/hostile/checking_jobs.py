"""The check of templates with uploads that never end, eat all memory or bring their process down: the module of a crew."""

from __future__ import annotations

import os
from collections.abc import Callable

from docgen.authoring import checking
from docgen.authoring.check_jobs import CheckJob, CommentJob, MendJob
from tests.hostile.jobs import JOBS

UPLOADS: dict[bytes, Callable[[], object]] = {
    b"loop": JOBS["loop"],
    b"regex": JOBS["regex"],
    b"memory": JOBS["memory"],
    b"list": JOBS["list"],
    b"gone": lambda: os._exit(1),
    b"acts": JOBS["pickle"],
}


def answer(job: CheckJob | MendJob | CommentJob) -> object:
    """What becomes of an upload; what is a real file gets the real check."""
    upload = UPLOADS.get(job.content)
    return upload() if upload else checking.answer(job)
