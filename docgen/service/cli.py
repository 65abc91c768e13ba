"""The command line: the same two calls, from files. An error is a readable line on stderr and exit status 2."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen import __version__
from docgen.authoring.refusals import TemplateHasErrors
from docgen.authoring.report import lines as told
from docgen.dossier.strict_json import read_json
from docgen.errors import DocgenError, Finding, InputProblem, InvalidInput, NoSuchForm, UnlawfulLetter
from docgen.render.words import LANGUAGES, Words
from docgen.service import cli_ubl
from docgen.service.desk import Desk
from docgen.service.files import STANDARD, read_input, write_output
from docgen.service.languages import terminal_language
from docgen.service.media import MEDIA_TYPES
from docgen.service.mistakes import internal
from docgen.service.rates import listing
from docgen.settings import settings_from
from docgen.texts import text

if TYPE_CHECKING:
    from docgen.service.cli_versions import NewCommand, Run

FORMS = tuple(MEDIA_TYPES)
FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given).parse_args(given)
    words = Words(options.language or terminal_language(os.environ))
    try:
        status: int | None = options.command(options, words)
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:
        expected = error if isinstance(error, DocgenError) else internal(error)
        print("\n".join(_lines(expected, words)), file=sys.stderr)
        return FAILED
    return status or 0


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The commands. What only the server or a group of commands needs is loaded for those alone: it takes long."""
    parser = argparse.ArgumentParser(prog="docgen", description="Lawful Dutch collection letters from a JSON dossier.")
    parser.add_argument("--version", action="version", version=f"docgen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    command = _maker(commands)
    serving = command("serve", "Serve the API and the preview.", _serve)
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serving.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s; 0: any)")
    serving.add_argument("--insecure", action="store_true", help="allow an address that others can reach")

    letter = command("letter", "Make a letter from a letter request.", _letter)
    letter.add_argument("request", metavar="REQUEST.json", help="the request; - is standard input")
    letter.add_argument(
        "-o", "--output", metavar="OUT", required=True, help=f"file to write ({', '.join(FORMS)}); - is standard output"
    )
    letter.add_argument("--form", choices=FORMS, help="form of the letter, when the name of OUT does not say it")

    check = command("check", "Check a letter request and the letter it makes: exit status 0 when lawful.", _check)
    check.add_argument("request", metavar="REQUEST.json", help="the request; - is standard input")

    calculate = command("calculate", "Calculate what is owed: JSON on standard output.", _calculate)
    calculate.add_argument("dossier", metavar="DOSSIER.json", help="dossier or letter request; - is standard input")
    calculate.add_argument("--date", type=_day, help="day to calculate for (default: the request's, else today)")
    calculate.add_argument("--court-costs", action="store_true", help="add a forecast of what going to court costs")

    following = command("next", "Say which letter follows, from when and why: JSON on standard output.", _next)
    following.add_argument("dossier", metavar="DOSSIER.json", help="dossier or letter request; - is standard input")
    following.add_argument("--profile", metavar="P", help="process profile (default: the setting DOCGEN_PROFILE)")
    following.add_argument("--date", type=_day, help="day to look from (default: the request's, else today)")

    batch = command("batch", "Make many letters: a request on each line of a file, into a folder.", _batch)
    if "batch" in given:
        _batch_options(batch)

    worker = command(
        "worker", "Make letters of the batches of a service, with DOCGEN_BROKER, on this machine too.", _worker
    )
    if "worker" in given:
        _worker_options(worker)

    purge = command("purge", "Remove what is older than DOCGEN_KEEP_DAYS.", _purge)
    purge.add_argument("--dry-run", action="store_true", help="remove nothing, only count")

    cli_ubl.add_command(command)
    command("rates", "Show the tables of legal numbers, their sources, and until when they hold.", _rates)

    for name, (about, description, fill) in _GROUPS.items():
        group = commands.add_parser(name, help=about, description=description)
        if name in given:
            fill(group.add_subparsers(metavar="COMMAND", required=True))
    return parser


def _batch_options(parser: argparse.ArgumentParser) -> None:
    from docgen.service import cli_batch

    cli_batch.add_options(parser)


def _batch(options: argparse.Namespace, words: Words) -> int:
    from docgen.service import cli_batch

    return cli_batch.run(options, words)


def _worker_options(parser: argparse.ArgumentParser) -> None:
    from docgen.service import cli_worker

    cli_worker.add_options(parser)


def _worker(options: argparse.Namespace, words: Words) -> None:
    from docgen.service import cli_worker

    cli_worker.run(options, words)


def _purge(options: argparse.Namespace, words: Words) -> None:
    from docgen.service import cli_purge

    cli_purge.run(options, words)


def _templates(inner: Any) -> None:
    from docgen.service import cli_templates, cli_versions

    cli_templates.add_commands(inner)
    cli_versions.add_commands(_maker(inner))


def _users(inner: Any) -> None:
    from docgen.service import cli_access

    cli_access.add_users(_maker(inner))


def _keys(inner: Any) -> None:
    from docgen.service import cli_access

    cli_access.add_keys(_maker(inner))


_GROUPS: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "templates": ("Check Word templates, and keep their versions.", "Word templates.", _templates),
    "users": ("Staff who log in.", "Staff who log in (DOCGEN_AUTH=keys).", _users),
    "keys": ("Keys of programs.", "Keys of programs (DOCGEN_AUTH=keys).", _keys),
}


def _maker(commands: Any) -> NewCommand:
    def command(name: str, about: str, run: Run) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
        added.add_argument("--language", choices=LANGUAGES, help="language of messages (default: the terminal's)")
        added.set_defaults(command=run)
        return added

    return command


def _serve(options: argparse.Namespace, words: Words) -> None:
    from docgen.service import logs
    from docgen.service.server import Address, serve

    address = Address(options.host, options.port)
    settings = settings_from(os.environ)
    logs.start(settings.log, level="info")
    logs.take_over()

    def ready(url: str) -> None:
        key = '-H "Authorization: Bearer $KEY" ' if settings.auth == "keys" else ""
        sample = f"{key}-H 'Content-Type: application/json' -d @samples/wik-consumer.json -o letter.pdf"
        print(words.say(text("docgen is ready. Preview: {url}/   API: {url}/docs", url=url)))
        print(words.say(text("A first letter, from the folder of this project:")))
        print(f"  curl -s {url}/v1/letters {sample}", flush=True)

    serve(settings, address, insecure=options.insecure, ready=ready)


def _letter(options: argparse.Namespace, words: Words) -> None:
    form = options.form or (Path(options.output).suffix[1:].lower() if options.output != STANDARD else "pdf")
    if form not in FORMS:
        raise NoSuchForm(
            text("The name of the output must end in {endings}.", endings=", ".join(f".{each}" for each in FORMS))
        )
    desk = Desk(settings_from(os.environ))
    letter = desk.finish(read_json(read_input(options.request)), form)
    document = desk.render(letter, form, words)
    write_output(options.output, document.content)
    for each in letter.findings:
        print(_finding(each, words), file=sys.stderr)


def _check(options: argparse.Namespace, words: Words) -> None:
    found = Desk(settings_from(os.environ)).findings(read_json(read_input(options.request)))
    if any(each.severity == "error" for each in found):
        raise UnlawfulLetter(found)
    print(words.say(text("The law allows this letter.")))
    for each in found:
        print(_finding(each, words))


def _calculate(options: argparse.Namespace, words: Words) -> None:
    asked = {"court_costs": True} if options.court_costs else {}
    _about_dossier(options, words, Desk(settings_from(os.environ)).calculate, **asked)


def _next(options: argparse.Namespace, words: Words) -> None:
    _about_dossier(options, words, Desk(settings_from(os.environ)).next_step, profile=options.profile)


def _about_dossier(
    options: argparse.Namespace, words: Words, ask: Callable[[object, Words], dict[str, object]], **more: object
) -> None:
    """Ask about a dossier, by itself or in a request, and print the answer. Mistakes point into the file."""
    data = read_json(read_input(options.dossier))
    wrapped = data if isinstance(data, dict) and "dossier" in data else None
    day = options.date or (wrapped and wrapped.get("date"))
    request = {"dossier": data if wrapped is None else wrapped["dossier"], "date": day and str(day)}
    try:
        answer = ask(request | {name: value or (wrapped and wrapped.get(name)) for name, value in more.items()}, words)
    except InvalidInput as error:
        raise error if wrapped else InvalidInput(tuple(map(_in_dossier, error.errors))) from None
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def _in_dossier(mistake: InputProblem) -> InputProblem:
    return InputProblem(mistake.pointer.removeprefix("/dossier"), mistake.message)


def _rates(_options: argparse.Namespace, words: Words) -> None:
    desk = Desk(settings_from(os.environ))
    for line in listing(desk.rates, desk.rate_warnings(words), words):
        print(line)


def _lines(error: DocgenError, words: Words) -> list[str]:
    lines = [f"docgen: {words.say(error.title)}. {words.say(error.detail)}"]
    if isinstance(error, InvalidInput):
        lines += [f"  {each.place or each.pointer or '/'}: {words.say(each.message)}" for each in error.errors]
    if isinstance(error, TemplateHasErrors):
        lines += [f"  {line}" if line else "" for line in told(error.findings, words)]
    if isinstance(error, UnlawfulLetter):
        lines += [f"  {_finding(each, words)}" for each in error.findings]
    return lines


def _finding(each: Finding, words: Words) -> str:
    severity = words.say(text("error") if each.severity == "error" else text("warning"))
    article = f" ({each.article})" if each.article else ""
    sentence = f' "{each.sentence}"' if each.sentence else ""
    return f"{severity} {each.rule}{article}: {words.say(each.message)}{sentence} {words.say(each.remedy)}"


def _port(value: str) -> int:
    port = int(value)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written as 2026-11-21") from None
