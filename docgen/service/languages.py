"""Which of our two languages the caller reads."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from docgen.render.words import LANGUAGES, Words


def reader() -> Words:
    """The words of the request's Accept-Language, else Dutch."""
    for language, quality in request.accept_languages:  # the most wanted first
        main = language.partition("-")[0].lower()
        if main in LANGUAGES and quality > 0:
            return Words(main)
    return Words(LANGUAGES[0])


def page_words() -> Words:
    """The words of a page's language switch, else of the browser."""
    chosen = request.args.get("lang")
    return Words(chosen) if chosen in LANGUAGES else reader()


def terminal_language(environment: Mapping[str, str]) -> str:
    """The language of a terminal: English where the locale says so, else Dutch."""
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else LANGUAGES[0]
