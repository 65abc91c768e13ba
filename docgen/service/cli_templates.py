"""The commands for those who edit Word templates: ``docgen templates check`` and ``docgen templates fields``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from docgen.authoring.check import with_comments
from docgen.authoring.report import findings_data, lines, sound
from docgen.letters.kinds import KINDS
from docgen.render.word import template_name
from docgen.render.words import LANGUAGES, Words
from docgen.service.desk import Desk
from docgen.service.field_guide import field_guide
from docgen.service.files import read_input, write_output
from docgen.service.template_checks import template_findings
from docgen.settings import settings_from

MISTAKES = 2

Command = Callable[[argparse.Namespace, Words], int]


def add_commands(inner: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Put the commands in the group of templates. Each gives the exit status."""

    def command(name: str, about: str, run: Command) -> argparse.ArgumentParser:
        added = inner.add_parser(name, help=about, description=about)
        added.set_defaults(command=run, language=None)
        return added

    check = command("check", "Check a Word template: every mistake at once, with its place.", _check)
    check.add_argument("file", metavar="FILE.docx", help="the template; - is standard input")
    check.add_argument("--kind", help="kind of letter (default: the name of the file)")
    check.add_argument(
        "--language", dest="of_template", metavar="LANGUAGE", help="language of the letter (default: the folder's name)"
    )
    check.add_argument("--json", action="store_true", help="findings as JSON on standard output")
    check.add_argument("--comments", metavar="OUT.docx", help="write the file with a comment at each finding")

    fields = command("fields", "Write the field guide: every field with ready-to-paste tags.", _fields)
    fields.add_argument("-o", "--output", metavar="OUT.docx", required=True, help="Word file to write")
    fields.add_argument("--language", dest="language", choices=LANGUAGES, help="language of the guide")


def _check(options: argparse.Namespace, words: Words) -> int:
    content = read_input(options.file)
    kind, language = _guessed(options)
    found = template_findings(Desk(settings_from(os.environ)), content, kind, language)
    if options.comments:
        write_output(options.comments, with_comments(content, template_name(kind, language), found, words))
    if options.json:
        said = json.dumps(findings_data(found, words), ensure_ascii=False, indent=2)
    else:
        said = "\n".join(lines(found, words))
    print(said, file=sys.stdout)
    return 0 if sound(found) else MISTAKES


def _guessed(options: argparse.Namespace) -> tuple[str, str]:
    """Kind and language: as given, else as name and folder of the file say, as in ``nl/wik-notice.docx``."""
    file = Path(options.file).absolute()
    named = next((kind for kind in KINDS if kind in file.stem), file.stem)
    folder = next((each for each in (file.parent.name, *file.stem.split("-")) if each in LANGUAGES), LANGUAGES[0])
    return options.kind or named, options.of_template or folder


def _fields(options: argparse.Namespace, words: Words) -> int:
    write_output(options.output, field_guide(Desk(settings_from(os.environ)), words))
    return 0
