"""``docgen templates``: what authors of Word templates do, by the same rules as the API."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from docgen.authoring.report import lines
from docgen.authoring.template_store import Precondition
from docgen.errors import InputProblem, InvalidInput
from docgen.render.words import Words
from docgen.service.desk import Desk
from docgen.service.files import STANDARD, read_input, write_output
from docgen.service.template_desk import TemplateDesk
from docgen.service.template_diff import Comparison, compared
from docgen.settings import settings_from
from docgen.texts import Text, text

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}  # as git shows words

Run = Callable[[argparse.Namespace, Words], int | None]  # gives the exit status where it is not 0
NewCommand = Callable[[str, str, Run], argparse.ArgumentParser]

_STATES = {
    "published": text("published"),
    "draft": text("draft"),
    "replaced": text("replaced"),
    "shipped": text("came with the program"),
}


def add_commands(command: NewCommand) -> None:
    """Put the commands in the group; `command` makes one from its name, what it is about, and its function."""
    command("list", "Show every Word template and which version makes the letters.", _list)

    versions = command("versions", "Show the versions of a template, with author, time and note.", _versions)
    _which(versions)

    get = command("get", "Fetch a Word template to edit: the last draft or publication.", _get)
    _which(get)
    get.add_argument("-o", "--output", metavar="OUT.docx", required=True, help="file to write; - is standard output")
    get.add_argument("--version", metavar="V", help="another version, by its name")

    upload = command("upload", "Keep an edited template as a draft, and show what is wrong with it.", _upload)
    _which(upload)
    upload.add_argument("file", metavar="FILE.docx", help="the template; - is standard input")
    upload.add_argument("--if-match", metavar="V", help="the version that was edited; * is whichever is the latest")
    upload.add_argument("--author", metavar="NAME", help="name for the history (default: none)")

    publish = command("publish", "Make letters from this version from now on; an older one is a roll-back.", _publish)
    _which(publish)
    publish.add_argument("version", metavar="VERSION", help="name of the version")
    publish.add_argument("--note", metavar="TEXT", help="why, for the history")
    publish.add_argument("--author", metavar="NAME", help="name for the history (default: none)")

    diff = command("diff", "Show what a version changes in the letters of the samples, in words.", _diff)
    _which(diff)
    diff.add_argument("--from", dest="old", metavar="V", help="a version (default: the published one)")
    diff.add_argument("--to", dest="new", metavar="V", help="another version (default: the latest)")
    diff.add_argument("--sample", metavar="NAME", help="the sample whose letter is written to OUT")
    diff.add_argument("-o", "--output", metavar="OUT", help="with tracked changes (.docx), or its pages (.png)")


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="kind of letter, such as wik-notice")
    parser.add_argument("of", metavar="LANGUAGE", help="language of the letter: nl or en")


def _desk() -> TemplateDesk:
    return TemplateDesk(Desk(settings_from(os.environ)))


def _list(_options: argparse.Namespace, words: Words) -> None:
    for each in _desk().histories():
        drafts = sum(version.state == "draft" for version in each.versions())
        said = text("letters follow the program's own file") if not each.chosen else _STATES["published"]
        line = f"{each.kind:<26} {each.language}  {each.published_name or '-':<12}  {words.say(said)}"
        print(f"{line}, {words.say(text('drafts: {count}', count=drafts))}" if drafts else line)


def _versions(options: argparse.Namespace, words: Words) -> None:
    for each in _desk().history(options.kind, options.of).versions():
        saved = "" if each.saved is None else _when(each.saved.at.isoformat(), each.saved.author)
        print(f"{each.version}  {words.say(_STATES[each.state])}{saved}")
        for publication in reversed(each.publications):
            note = f'  "{publication.note}"' if publication.note else ""
            print(f"  {words.say(_STATES['published'])}{_when(publication.at.isoformat(), publication.author)}{note}")


def _when(moment: str, author: str | None) -> str:
    return f"  {moment[:16].replace('T', ' ')} UTC" + (f"  {author}" if author else "")


def _get(options: argparse.Namespace, words: Words) -> None:
    found, content = _desk().fetch(options.kind, options.of, options.version)
    write_output(options.output, content)
    if options.output != STANDARD:
        print(
            words.say(text("This is version {version}; send it back with --if-match {version}.", version=found.version))
        )


def _upload(options: argparse.Namespace, words: Words) -> None:
    desk = _desk()
    content = read_input(options.file)
    made, findings = desk.upload(options.kind, options.of, content, _precondition(options.if_match), options.author)
    said: Text = text("Draft {version} is kept.", version=made.version)
    if made.state != "draft":
        said = text("These bytes are version {version} already.", version=made.version)
    print(words.say(said))
    print("\n".join(lines(findings, words)))


def _precondition(version: str | None) -> Precondition | None:
    return None if version is None else lambda latest: version in ("*", latest)


def _publish(options: argparse.Namespace, words: Words) -> None:
    request = {"version": options.version, "note": options.note}
    done = _desk().publish(options.kind, options.of, request, options.author)
    print(words.say(text("Letters are made from version {version} now.", version=done.published_name or "")))


def _diff(options: argparse.Namespace, words: Words) -> None:
    found = compared(_desk(), options.kind, options.of, options.old, options.new)
    if (options.output is None) != (options.sample is None):
        raise InvalidInput((InputProblem("/sample", text("--sample and --output go together: add the other one.")),))
    if options.output is not None:
        _write_letter(found, options.sample, options.output)
        return
    print(words.say(text("From version {old} to {new}:", old=found.old.version, new=found.new.version)))
    for sample, changes in found.changes():
        print(f"{sample}: {words.say(text('paragraphs that change: {count}', count=len(changes)))}")
        for pieces in changes:
            print("  " + "".join(_MARKS[each.change].format(each.text) for each in pieces))


def _write_letter(found: Comparison, sample: str, output: str) -> None:
    """With tracked changes; or its pages, both letters side by side, with their numbers in the names of the files."""
    path = Path(output)
    if path.suffix.lower() != ".png":
        write_output(output, found.tracked(sample))
        return
    for number, content in enumerate(found.pages(sample), 1):
        write_output(str(path.with_name(f"{path.stem}-{number}{path.suffix}")), content)
