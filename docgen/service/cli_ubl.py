"""The command that reads an e-invoice: ``docgen import-ubl``."""

from __future__ import annotations

import argparse
import json
import sys

from docgen.dossier.ubl.reading import read_ubl
from docgen.render.words import Words
from docgen.service.cli_versions import NewCommand
from docgen.service.files import STANDARD, read_input, write_output


def add_command(command: NewCommand) -> None:
    """Add the command; an invoice that is refused is exit status 2, as every mistake."""
    reading = command("import-ubl", "Read an e-invoice (UBL 2.1) as a part of a dossier.", _import)
    reading.add_argument("invoice", metavar="INVOICE.xml", help="the e-invoice; - is standard input")
    reading.add_argument(
        "-o", "--output", metavar="OUT.json", default=STANDARD, help="file to write (default: standard output)"
    )


def _import(options: argparse.Namespace, words: Words) -> None:
    imported = read_ubl(read_input(options.invoice))
    content = json.dumps({"dossier": imported.dossier}, ensure_ascii=False, indent=2)
    write_output(options.output, f"{content}\n".encode())
    for each in imported.remarks:
        print(f"{each.pointer}: {words.say(each.message)}", file=sys.stderr)
