"""What every entrance does: the two calls, with the brands, the templates and the date that they need from outside."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from docgen.authoring.template_store import TemplateStore
from docgen.authoring.versions import History
from docgen.dossier.account import account
from docgen.dossier.model import Dossier, LetterRequest
from docgen.dossier.planning import plan_total, planned
from docgen.dossier.reading import calculation_request, letter_request, next_step_request
from docgen.dossier.suggestions import nearest
from docgen.errors import Finding, InputProblem, InvalidInput, TooLarge, Unavailable, UnlawfulLetter
from docgen.law.rates import Tables, using
from docgen.law.terms import Channel
from docgen.letters.compose import compose
from docgen.letters.dossier_places import dossier_places
from docgen.letters.letter import Letter
from docgen.letters.next_step import next_step
from docgen.letters.outlook import outlook
from docgen.letters.profiles import Profile
from docgen.letters.text_checks import check_text, judged
from docgen.render import Document, render
from docgen.render.answers import calculation, render_json
from docgen.render.court_answer import court_costs_json
from docgen.render.enclosures import enclosed_pages
from docgen.render.html import letter_html
from docgen.render.kix import left_out
from docgen.render.mail_body import mail_body
from docgen.render.outlook_answer import outlook_json
from docgen.render.page_limits import refuse_what_cannot_fit
from docgen.render.sheet import Pictures, kix_problem
from docgen.render.steps import next_step_json, profile_json
from docgen.render.text import letter_text
from docgen.render.word import render_docx, template_name
from docgen.render.word_text import word_text
from docgen.render.words import Words
from docgen.service import catalogue
from docgen.service.brands import BrandFolder
from docgen.service.clock import now, today
from docgen.service.profiles import ProfileFolder
from docgen.service.rates import rates_of
from docgen.settings import BadSetting, Settings
from docgen.texts import Text, text

log = logging.getLogger("docgen.service")

# How a form goes when the request does not say it.
CHANNEL_OF_FORM: dict[str, Channel] = {"eml": "email", "txt": "sms"}

TOO_LARGE = TooLarge(text("The request is larger than 15 MB."))

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def by_own_rates(
    method: Callable[Concatenate[Desk, Parameters], Answer],
) -> Callable[Concatenate[Desk, Parameters], Answer]:
    """Let a method of a desk reckon by the desk's own tables of legal numbers."""

    @wraps(method)
    def reckoned(desk: Desk, /, *args: Parameters.args, **options: Parameters.kwargs) -> Answer:
        with using(desk.rates):
            return method(desk, *args, **options)

    return reckoned


@dataclass(frozen=True)
class Desk:
    """The service's settings and what comes of them. `today` and `now` are parameters so that tests can fix them."""

    settings: Settings
    today: Callable[[], date] = today
    now: Callable[[], datetime] = now
    brands: BrandFolder = field(init=False)
    profiles: ProfileFolder = field(init=False)
    store: TemplateStore = field(init=False)
    rates: Tables = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "brands", BrandFolder(self.settings.brands))
        object.__setattr__(self, "profiles", ProfileFolder(self.settings.profiles))
        object.__setattr__(self, "store", TemplateStore(self.settings.data, self.settings.templates))
        object.__setattr__(self, "rates", rates_of(self.settings.rates))

    @by_own_rates
    def check(self) -> None:
        """Raise `BadSetting` when no letter can be made."""
        if self.settings.agency not in self.brands.brands():
            raise BadSetting(
                text(
                    "DOCGEN_AGENCY: there is no brand {brand} in {folder}.",
                    brand=self.settings.agency,
                    folder=str(self.settings.brands),
                )
            )

    @by_own_rates
    def compose(self, data: object) -> Letter:
        """The letter that a parsed letter request asks for. Raises what `letter_request` and `compose` raise."""
        return self._composed(data)[1]

    @by_own_rates
    def finish(self, data: object, form: str) -> Letter:
        """The letter that a request asks for, ready to render in a form: the text in that form was checked too.

        Raises what `compose` raises, `UnlawfulLetter` for its text, `LimitExceeded` for more text than its pages can
        hold, and what the templates raise.
        """
        request, letter = self._composed(data, form=form)
        letter = self._with_template(request, letter, form)
        return judged(letter, self._checked(letter, form), refuse=request.on_finding == "refuse")

    @by_own_rates
    def places(self, data: object, letter: Letter) -> dict[str, tuple[str, ...]]:
        """Where in its request the amounts of a letter come from: pointers by the keys of its explanation."""
        request = letter_request(data, self.brands.brands(), self.settings.agency)
        return dossier_places(request.dossier, letter.explanation, letter.account)

    @by_own_rates
    def findings(self, data: object) -> tuple[Finding, ...]:
        """Everything that the rules say about a request: about its dossier, and about the text of its letter."""
        try:
            request, letter = self._composed(data, always=True)
        except UnlawfulLetter as error:  # refused even so; there is no letter to look at
            return error.findings
        form = "docx" if request.engine == "word" or request.template_version else "pdf"
        letter = self._with_template(request, letter, form)
        found = (*letter.findings, *self._checked(letter, form))
        return tuple(sorted(found, key=lambda finding: finding.severity))

    def _composed(self, data: object, *, form: str = "pdf", always: bool = False) -> tuple[LetterRequest, Letter]:
        """The request and its letter; `always`: also where the request would rather have it refused."""
        brands = self.brands.brands()
        request = letter_request(data, brands, self.settings.agency)
        profile = self.settlement_profile(request.dossier)
        if request.channel is None and form in CHANNEL_OF_FORM:
            request = request.model_copy(update={"channel": CHANNEL_OF_FORM[form]})
        if always:
            request = request.model_copy(update={"on_finding": "warn"})
        pages = enclosed_pages(request)
        return request, compose(request, on=request.date or self.today(), brands=brands, pages=pages, profile=profile)

    def _with_template(self, request: LetterRequest, letter: Letter, form: str) -> Letter:
        """The letter with its Word template, picked once, so that it is of one version whatever is published now."""
        version = request.template_version
        if form != "docx" and (form in ("html", "txt") or request.engine == "html"):
            if version is not None:
                said = text('Only Word templates have versions: ask for a Word file, or make engine "word".')
                raise InvalidInput((InputProblem("/template_version", said),))
            return letter
        history = self.store.history(letter.kind, letter.language)
        digest = history.published
        if version is not None:
            known = history.find(version)
            if known is None or known.state == "draft":
                raise InvalidInput((InputProblem("/template_version", _no_version(letter, known is not None)),))
            digest = known.digest
        if digest is None:
            return letter  # rendering it says which template there is not
        if digest == history.folder_digest:
            self._record(history)
        return replace(letter, word_template=self.store.content(history, digest))

    def _record(self, history: History) -> None:
        """Keep the template that came with the program. A store that cannot be written to stops no letter."""
        try:
            self.store.record(history, self.now())
        except Unavailable as error:
            name = template_name(history.kind, history.language)
            log.warning("the version of template %s is not kept: %s", name, Words("en").say(error.detail))

    def _checked(self, letter: Letter, form: str) -> tuple[Finding, ...]:
        """What is wrong with the words that a form of the letter would have.

        An annex may say nothing wrong, and it does not stand in for what the letter itself must say.
        """
        found = self._read(letter, form)
        if problem := kix_problem(letter):
            found += (left_out(problem),)
        if letter.annex is not None:
            found += tuple(each for each in self._read(replace(letter, annex=None), form) if each not in found)
        return found

    def _read(self, letter: Letter, form: str) -> tuple[Finding, ...]:
        if form == "txt":
            return ()  # an SMS is composed whole; no template has a say in it
        if form == "eml":
            said = mail_body(letter, self.settings.templates).words
            inside = self._read(letter, "pdf")
            own = check_text(said, letter, Words(letter.language, strict=True).say)
            return (*inside, *(each for each in own if each not in inside))
        if form == "docx" or (form != "html" and letter.engine == "word"):
            words = word_text(render_docx(letter, self.settings.templates).content)
        else:
            pictures: Pictures = "asset" if form == "pdf" else "inline"
            words = letter_text(letter_html(letter, self.settings.templates, pictures=pictures))
        refuse_what_cannot_fit(words, letter)
        return check_text(words, letter, Words(letter.language, strict=True).say)

    @by_own_rates
    def render(self, letter: Letter, form: str, reader: Words | None = None) -> Document:
        """The letter in one of its forms; findings and reasons in its JSON are in the reader's language."""
        if form == "json" and reader is not None:
            return render_json(letter, self.settings.templates, reader.language)
        return render(letter, form, templates=self.settings.templates)

    def rate_warnings(self, words: Words) -> list[str]:
        """What has to be said today about tables that end."""
        return catalogue.rate_warnings(self.rates, self.today(), words)

    @by_own_rates
    def calculate(self, data: object, words: Words) -> dict[str, object]:
        """What is owed, for a parsed calculation request, as the contract shows it."""
        request = calculation_request(data, self.brands.brands(), self.settings.agency)
        self.settlement_profile(request.dossier)
        current = account(request.dossier, request.date or self.today())
        plan = planned(request.dossier, plan_total(request.dossier, current))
        answer = calculation(current, plan, words)
        if request.court_costs:
            answer["court_costs"] = court_costs_json(request.dossier, current, current.as_of, words)
        return answer

    @by_own_rates
    def next_step(self, data: object, words: Words) -> dict[str, object]:
        """What follows, for a parsed next-step request, as the contract shows it."""
        brands = self.brands.brands()
        request = next_step_request(data, brands, self.settings.agency)
        self.settlement_profile(request.dossier)
        profile = self.default_profile() if request.profile is None else self._profile(request.profile, "/profile")
        return next_step_json(next_step(request.dossier, request.date or self.today(), profile, brands), words)

    @by_own_rates
    def outlook(self, data: object, words: Words) -> dict[str, object]:
        """What is owed on the days around a letter's date, and on which it may go out, for a parsed letter request."""
        brands = self.brands.brands()
        request = letter_request(data, brands, self.settings.agency)
        self.settlement_profile(request.dossier)
        return outlook_json(outlook(request, request.date or self.today(), brands), words)

    @by_own_rates
    def list_profiles(self, words: Words) -> list[dict[str, object]]:
        """Every process profile with its steps."""
        default = self.default_profile()
        return [profile_json(each, words, default=each is default) for each in self.profiles.profiles().values()]

    @by_own_rates
    def default_profile(self) -> Profile:
        """The process that is followed when none is named; raises `BadSetting` when there is no such profile."""
        found = self.profiles.profiles().get(self.settings.profile)
        if found is None:
            raise BadSetting(
                text(
                    "DOCGEN_PROFILE: there is no profile {profile} in {folder}.",
                    profile=self.settings.profile,
                    folder=str(self.settings.profiles),
                )
            )
        return found

    def settlement_profile(self, dossier: Dossier) -> Profile | None:
        """The process whose fees hold between creditor and agency; None when the dossier names none.

        Raises `InvalidInput` for a name that nobody knows.
        """
        agreed = dossier.settlement
        return None if agreed is None else self._profile(agreed.profile, "/dossier/settlement/profile")

    def _profile(self, name: str, pointer: str) -> Profile:
        known = self.profiles.profiles()
        if name in known:
            return known[name]
        meant = nearest(name, known)
        choices = text("There is no such profile. Choose one of: {names}.", names=", ".join(known))
        message = text("There is no such profile. Did you mean {name}?", name=meant) if meant else choices
        raise InvalidInput((InputProblem(pointer, message),))


def _no_version(letter: Letter, is_draft: bool) -> Text:
    if is_draft:
        return text("This version is a draft. Publish it first, or leave this out for the published version.")
    name = template_name(letter.kind, letter.language)
    return text("The template {name} has no version of this name. Leave this out for the published one.", name=name)
