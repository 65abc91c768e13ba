"""``docgen users`` and ``docgen keys``: who may use the service when ``DOCGEN_AUTH=keys``."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence

from docgen.dossier.leaves import NAME_LENGTH
from docgen.dossier.mistake import Mistake
from docgen.dossier.plain_text import plain_text
from docgen.errors import InputProblem, InvalidInput
from docgen.render.words import Words
from docgen.service.access.access import Access
from docgen.service.access.passwords import LONGEST
from docgen.service.access.roles import ROLES, Role
from docgen.service.cli_versions import NewCommand
from docgen.service.clock import now
from docgen.settings import settings_from
from docgen.texts import text


def add_users(command: NewCommand) -> None:
    """Put the commands about users in their group."""
    add = command("add", "Add a user. The password is asked for, or is the first line of standard input.", _add_user)
    add.add_argument("name", metavar="NAME", help="name to log in with: small letters, digits, and . @ _ -")
    _role(add, ROLES[1:])  # what watches over the service is a program
    command("list", "Show every user and role.", _list_users)
    remove = command("remove", "Remove a user, and end what that user has open.", _remove_user)
    remove.add_argument("name", metavar="NAME", help="name of the user")


def add_keys(command: NewCommand) -> None:
    """Put the commands about keys in their group."""
    add = command("add", "Make a key for a program, and show it: this once.", _add_key)
    _role(add, ROLES)
    add.add_argument("--name", metavar="NAME", help="whose it is; the history of templates names it as the author")
    command("list", "Show every key: its id, role and name, never the key itself.", _list_keys)
    revoke = command("revoke", "Make a key open nothing any more, at once.", _revoke_key)
    revoke.add_argument("id", metavar="ID", help="id of the key, as list shows it")


def _role(parser: argparse.ArgumentParser, roles: Sequence[Role]) -> None:
    parser.add_argument("--role", choices=roles, required=True, help="what it may do; each role may also do the former")


def _access() -> Access:
    return Access(settings_from(os.environ).data)


def _add_user(options: argparse.Namespace, words: Words) -> None:
    users = _access().users
    users.check_new(options.name)  # before a password is asked for
    users.add(options.name, options.role, _password(words), now())
    print(words.say(text("User {name} can log in as {role}.", name=options.name, role=options.role)))


def _password(words: Words) -> str:
    """The password, twice from a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(LONGEST + 2).rstrip("\r\n")
    password = getpass.getpass(words.say(text("Password: ")))
    if getpass.getpass(words.say(text("Once more: "))) != password:
        raise InvalidInput((InputProblem("/password", text("The two passwords are not the same.")),))
    return password


def _list_users(_options: argparse.Namespace, words: Words) -> None:
    found = _access().users.all()
    for each in found:
        print(f"{each.name:<24}  {each.role:<6}  {each.added:%Y-%m-%d}")
    if not found:
        print(words.say(text("There are no users. Add one with docgen users add.")))


def _remove_user(options: argparse.Namespace, words: Words) -> None:
    if not _access().users.remove(options.name):
        raise InvalidInput((InputProblem("/name", text("There is no user of this name.")),))
    print(words.say(text("User {name} is gone.", name=options.name)))


def _add_key(options: argparse.Namespace, words: Words) -> None:
    key = _access().keys.add(options.role, _name(options.name), now())
    print(key)
    if sys.stdout.isatty():  # a script takes the key and nothing else
        print(words.say(text("Keep this key now: it is not shown again.")))


def _name(given: str | None) -> str | None:
    try:
        return None if given is None else plain_text(given, NAME_LENGTH, header=True)
    except Mistake as mistake:
        raise InvalidInput((InputProblem("/name", mistake.message),)) from None


def _list_keys(_options: argparse.Namespace, words: Words) -> None:
    found = _access().keys.all()
    for each in found:
        ended = "" if each.revoked is None else f"  {words.say(text('revoked'))} {each.revoked:%Y-%m-%d}"
        print(f"{each.id}  {each.role:<6}  {each.added:%Y-%m-%d}{ended}  {each.name or ''}".rstrip())
    if not found:
        print(words.say(text("There are no keys. Make one with docgen keys add.")))


def _revoke_key(options: argparse.Namespace, words: Words) -> None:
    if not _access().keys.revoke(options.id, now()):
        raise InvalidInput((InputProblem("/id", text("There is no key with this id. See docgen keys list.")),))
    print(words.say(text("Key {id} opens nothing any more.", id=options.id)))
