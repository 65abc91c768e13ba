"""Reads, checks and mends templates from outside. Runs in a worker process only: see `check`."""

from __future__ import annotations

from docgen.authoring.check_jobs import CheckJob, CommentJob, MendJob
from docgen.authoring.comments import commented
from docgen.authoring.lint import findings_of
from docgen.authoring.repair import repaired
from docgen.law.rates import using
from docgen.render.word import template_name
from docgen.render.word_making import carrying_out
from docgen.render.words import Words


def answer(job: CheckJob | MendJob | CommentJob) -> object:
    """What is asked of a template; see `check` for each. Raises `BadTemplate`."""
    match job:
        case CheckJob():
            with carrying_out(template_name(job.kind, job.language)), using(job.tables):
                return findings_of(job.content, job.kind, job.language, job.letters)
        case MendJob():
            with carrying_out(job.name):
                return repaired(job.content, job.name)
        case CommentJob():
            with carrying_out(job.name):
                return commented(repaired(job.content, job.name)[0], job.findings, Words(job.language))
