"""The one Jinja environment, for HTML and Word templates: sandboxed, strict, escaping, and with nothing but the fields.

A template reads the fields of the letter, tests and repeats them, and formats them with a handful of filters. It can
call nothing, calculate nothing and reach no file outside its folder. Every mistake becomes `BadTemplate` with the
template's name, the line and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from docgen.errors import BadTemplate
from docgen.letters.fields import Fields
from docgen.letters.letter import Letter
from docgen.render.allowed import NotAllowed, check_source, check_tree
from docgen.render.allowed_names import GROUPS, LOOP_NAMES, unknown
from docgen.render.allowed_tree import Rules
from docgen.render.claim_table import ClaimTable
from docgen.render.document import version_name
from docgen.render.filling import WATCHED, watch_loops, watched, within_measure
from docgen.render.sheet import Sheet
from docgen.render.words import Words
from docgen.texts import Percent, Text, text

TOP_NAMES = tuple(each.name for each in fields(Fields))
KEPT_FILTERS = ("trim", "length", "first", "last")
KEPT_TESTS = ("none", "true", "false", "eq", "ne", "gt", "ge", "lt", "le", "in", "==", "!=", ">", ">=", "<", "<=")
_TAG = re.compile(r"\{[{%].*?[%}]\}")


class Misuse(TemplateError):
    """A value used in a way that a template may not; `said` is the sentence for the author."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.message)
        self.said = said


class Unknown(StrictUndefined):
    """A name that does not exist: naming it is already the mistake."""

    __slots__ = ()

    def __init__(self, _hint: str | None = None, obj: Any = missing, name: str | None = None, _exc: Any = None) -> None:
        raise Misuse(_unknown(obj, str(name)) if name else text("There is no first or last in an empty list."))


class LetterEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with everything taken away that a letter does not need."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, words: Words, loader: BaseLoader | None) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=Unknown,
            finalize=lambda value: _printed(words, value),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
        )

        def label(message: str, /, **values: object) -> str:
            return words.say(Text(message, values))

        self._label = label
        self.globals = {"_": label} if loader else {}
        self.filters = {name: FILTERS[name] for name in KEPT_FILTERS} | _filters(words)
        self.tests = {name: test for name, test in self.tests.items() if name in KEPT_TESTS}
        self.rules = Rules(filters=frozenset(self.filters), tests=frozenset(self.tests), pages=loader is not None)
        self.filters[WATCHED] = watched

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a text, every part of which is on the list of what a template may hold."""
        check_source(source, name, filename)
        tree = super()._parse(source, name, filename)
        check_tree(tree, source, self.rules, name, filename)
        watch_loops(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of the letter, a property of the loop, or a block of the template; nothing else has attributes."""
        if _open(obj) and attribute in _names(obj):
            return getattr(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        if isinstance(obj, TemplateReference):
            with suppress(KeyError):
                return obj[attribute]
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An element of a list of fields by its number, or a part of the list."""
        if isinstance(obj, tuple) and isinstance(argument, int | slice):
            with suppress(IndexError):
                return obj[argument]
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Only labels and blocks can be called."""
        return obj is self._label or isinstance(obj, BlockReference)

    def call_binop(self, _context: Context, operator: str, _left: Any, _right: Any) -> Any:
        """Templates do not calculate: every amount of a letter comes from the calculation."""
        raise Misuse(text("Templates cannot calculate: {sign} is not allowed.", sign=operator))


class FolderLoader(FileSystemLoader):
    """Templates of one folder; a link that leads out of it is not followed."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Source, file name and whether the file is still the same."""
        source, file_name, same = super().get_source(environment, template)
        root = Path(self.searchpath[0]).resolve()
        if not Path(file_name).resolve().is_relative_to(root):
            raise TemplateNotFound(template)
        return source, file_name, same


@lru_cache(maxsize=32)
def environment(language: str, root: Path) -> LetterEnvironment:
    """The environment for letters in a language over the templates under `root`; edited files are seen at once."""
    return LetterEnvironment(Words(language, strict=True), FolderLoader(root))


@lru_cache
def word_environment(language: str) -> LetterEnvironment:
    """The environment for Word letters: no other files, and nothing that can be called."""
    return LetterEnvironment(Words(language, strict=True), None)


def context(letter: Letter) -> dict[str, object]:
    """What a template may name: the parts of `Fields`."""
    return {name: getattr(letter.fields, name) for name in TOP_NAMES}


@contextmanager
def template_errors(name: str) -> Iterator[None]:
    """Turn every mistake that a template makes into `BadTemplate`; `name` is what its author calls it."""
    try:
        yield
    except NotAllowed as error:
        raise _bad(error.name or name, error.lineno, error.excerpt, error.said) from error
    except TemplateSyntaxError as error:
        raise _bad(error.name or name, error.lineno, "", text("{problem}", problem=error.message or "")) from error
    except TemplateNotFound as error:
        raise BadTemplate(text("There is no template {name}.", name=error.name or name)) from error
    except Misuse as error:
        raise _bad(*_place(error, name), error.said) from error
    except SecurityError as error:
        raise _bad(*_place(error, name), text("Templates cannot call anything.")) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        problem = text("This cannot be carried out ({kind}).", kind=type(error).__name__)
        raise _bad(*_place(error, name), problem) from error


def render_template(env: LetterEnvironment, name: str, names: Mapping[str, object]) -> str:
    """The finished text of a template. Raises `BadTemplate` and `LimitExceeded`."""
    with template_errors(name):
        return within_measure(env.get_template(name), names)


def version_of(paths: Iterable[Path]) -> str:
    """A short fingerprint of the files that a letter is made from."""
    digest = sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return version_name(digest.hexdigest())


def _open(value: object) -> bool:
    return type(value) in GROUPS or isinstance(value, Sheet | ClaimTable)


def _names(owner: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(owner))


def _unknown(owner: object, name: str) -> Text:
    if owner is None:
        return text("{name} is asked of a field that is empty here; test that field first with if.", name=name)
    known: Iterable[str] = TOP_NAMES if owner is missing else _names(owner) if _open(owner) else ()
    return unknown(name, known)


def _printed(words: Words, value: object) -> object:
    """What ``{{ value }}`` prints. A value that needs a format is refused, so that none is ever printed raw."""
    if isinstance(value, Text):
        return words.say(value)
    if isinstance(value, Percent):
        return words.percent(value)
    if isinstance(value, str) or hasattr(value, "__html__"):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal):
        raise Misuse(text("An amount needs a format: write | euro behind it."))
    if isinstance(value, date):
        raise Misuse(text("A date needs a format: write | date behind it."))
    if value is None:
        raise Misuse(text("This field is empty here: test it first with if."))
    raise Misuse(text("This field cannot be printed as it is; test it with if, or repeat over it with for."))


def _filters(words: Words) -> dict[str, Callable[..., Any]]:
    def joined(items: object) -> str:
        if not isinstance(items, tuple | list):
            raise Misuse(text("The format {name} does not fit this field.", name="join_list"))
        return words.list(items)

    return {
        "euro": _filter("euro", words.euro, Decimal),
        "date": _filter("date", words.date, date),
        "short_date": _filter("short_date", words.short_date, date),
        "words": _filter("words", words.number, int),
        "percent": _filter("percent", words.percent, Percent, Decimal),
        "join_list": joined,
    }


def _filter(name: str, show: Callable[[Any], str], *kinds: type) -> Callable[[object], str]:
    def shown(value: object) -> str:
        if value is None:
            raise Misuse(text("This field is empty here: test it first with if."))
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise Misuse(text("The format {name} does not fit this field.", name=name))
        return show(value)

    return shown


def _place(error: BaseException, name: str) -> tuple[str, int | None, str]:
    """Name and line of the template where it went wrong, and what stands there, from the frames that Jinja made."""
    trace, frame = error.__traceback__, None
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            frame = trace
        trace = trace.tb_next
    if frame is None:
        return name, None, ""
    file = Path(frame.tb_frame.f_code.co_filename)
    if not file.is_file():
        return name, None, ""
    lines = file.read_text("utf-8").splitlines()
    tags = _TAG.findall(lines[frame.tb_lineno - 1]) if frame.tb_lineno <= len(lines) else []
    return f"{file.parent.name}/{file.name}", frame.tb_lineno, " ".join(tags)


def _bad(name: str, line: int | None, excerpt: str, problem: Text) -> BadTemplate:
    if line is None:
        return BadTemplate(text("Template {name}: {problem}", name=name, problem=problem))
    if not excerpt:
        return BadTemplate(text("Template {name}, line {line}: {problem}", name=name, line=line, problem=problem))
    place = {"name": name, "line": line, "excerpt": excerpt}
    return BadTemplate(text("Template {name}, line {line}, at {excerpt}: {problem}", problem=problem, **place))
