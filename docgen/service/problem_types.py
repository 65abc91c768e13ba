"""Every kind of problem the service answers with: its id, status and title, and what a caller can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen import errors
from docgen.authoring import refusals
from docgen.errors import DocgenError
from docgen.settings import BadSetting
from docgen.texts import Text, text


class UnknownHost(DocgenError):
    """The request names a host that is not ours."""

    status, problem, title = 400, "unknown-host", text("The request is for an unknown host")


class BadRequest(DocgenError):
    """The request is no sound HTTP."""

    status, problem, title = 400, "bad-request", text("The request is not sound")


class NotLoggedIn(DocgenError):
    """Nobody who is known sends this: no key or session, or one that opens nothing (any more)."""

    status, problem, title = 401, "not-logged-in", text("Say who you are")


class NotAllowed(DocgenError):
    """The caller is known and may not do this, or it comes from a page that is not ours."""

    status, problem, title = 403, "not-allowed", text("This is not allowed")


class NotFound(DocgenError):
    """Nothing stands at this path."""

    status, problem, title = 404, "not-found", text("There is nothing here")


class MethodNotAllowed(DocgenError):
    """The path exists, for another method."""

    status, problem, title = 405, "method-not-allowed", text("This path does not take this method")


class WrongState(DocgenError):
    """A batch is not in a state in which this can be done."""

    status, problem, title = 409, "batch-state", text("The batch is not in a state for this")


class TooMuchWaiting(DocgenError):
    """So much waits to be made that nothing is taken in; `retry_after` is in seconds."""

    status, problem, title = 429, "too-much-waiting", text("Too much work waits")

    def __init__(self, detail: Text, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class KeyUsed(DocgenError):
    """An `Idempotency-Key` came with another request than it did before."""

    status, problem, title = 422, "key-used", text("This key was used for another request")


class LetterGone(DocgenError):
    """The letter of an `Idempotency-Key` was made, and is kept no more; it is not made a second time."""

    status, problem, title = 409, "letter-gone", text("The letter was made, and is not kept any more")


class UnsupportedMediaType(DocgenError):
    """The body is of another type than we read."""

    status, problem, title = 415, "unsupported-media-type", text("The body has the wrong content type")


@dataclass(frozen=True)
class ProblemType:
    """One page under /problems/."""

    error: type[DocgenError]
    advice: Text

    @property
    def id(self) -> str:
        """The last part of the problem's `type`."""
        return self.error.problem


def _catalogue(*types: ProblemType) -> Mapping[str, ProblemType]:
    return {problem_type.id: problem_type for problem_type in types}


PROBLEM_TYPES = _catalogue(
    ProblemType(
        UnknownHost,
        text("Call the service by 127.0.0.1 or localhost, or add the name you use to the setting DOCGEN_HOSTS."),
    ),
    ProblemType(BadRequest, text("Send the request again as HTTP/1.1 with complete headers and body.")),
    ProblemType(
        errors.NotJson,
        text(
            "Send one JSON object in UTF-8, without duplicate keys, without NaN or Infinity, and not too deep. "
            "The detail says where reading stopped."
        ),
    ),
    ProblemType(
        errors.BadXml,
        text("Send the e-invoice as it came: XML in UTF-8, whole, without a document type (DOCTYPE)."),
    ),
    ProblemType(
        NotLoggedIn,
        text(
            "Programs send Authorization: Bearer with a key that the keeper of this service makes with "
            "docgen keys add; people log in at /login."
        ),
    ),
    ProblemType(
        NotAllowed,
        text(
            "The detail names the role that is needed: monitor reads the numbers of the service, viewer looks and "
            "makes letters, author also changes templates and makes letters marked CONCEPT, admin may do everything. "
            "What a page of another site sends is refused."
        ),
    ),
    ProblemType(NotFound, text("The page /docs lists every path that there is.")),
    ProblemType(MethodNotAllowed, text("The header Allow of the answer names the methods that this path takes.")),
    ProblemType(
        errors.NoSuchForm,
        text("Ask for one of the media types that the detail names with the header Accept, or leave Accept out: PDF."),
    ),
    ProblemType(
        errors.TooLarge,
        text(
            "A request is at most 15 MB, of it 1 MB without logo and attachments. Send smaller pictures or files. "
            "A batch is at most 50 MB and 20,000 letters: divide it over several."
        ),
    ),
    ProblemType(
        UnsupportedMediaType,
        text(
            "Send the header Content-Type: application/json, or application/xml with an e-invoice, "
            "application/x-ndjson with a batch, and a body in UTF-8 that is not compressed."
        ),
    ),
    ProblemType(
        errors.InvalidInput,
        text(
            "errors lists every mistake at once, each with the JSON pointer of the place (in an e-invoice its place "
            "there) and what is expected. The schema is at /v1/schemas/letter-request.json."
        ),
    ),
    ProblemType(
        WrongState,
        text(
            "The detail names the state. Results are there once a batch is over; what runs can be paused or cancelled, "
            "what is paused can be resumed or cancelled, what is over can be deleted."
        ),
    ),
    ProblemType(
        TooMuchWaiting,
        text("Send it again after the seconds that the header Retry-After names. Nothing of it was kept."),
    ),
    ProblemType(
        KeyUsed,
        text(
            "An Idempotency-Key belongs to one request: the same JSON, asked for in the same form. Give every letter a "
            "key of its own, and send that key again only with the same request."
        ),
    ),
    ProblemType(
        LetterGone,
        text(
            "Look whether the letter went out. If it did not, and it must, send the request with a new "
            "Idempotency-Key: that makes a new letter."
        ),
    ),
    ProblemType(
        errors.UnlawfulLetter,
        text(
            "findings lists the rules that forbid this letter, each with its article and a remedy. "
            'With "on_finding": "warn" most letters are made all the same, marked CONCEPT; they may not be sent.'
        ),
    ),
    ProblemType(
        errors.RatesNotKnown,
        text("The detail names the table and the days that it covers. Rates are never guessed."),
    ),
    ProblemType(
        errors.NotSupported,
        text("The detail names what is not handled. Nothing is approximated: write this letter by hand."),
    ),
    ProblemType(errors.LimitExceeded, text("The detail names the limit. A letter has at most ten pages.")),
    ProblemType(
        errors.BadTemplate,
        text("The template of this letter must be mended by its author; the detail names the file and the place."),
    ),
    ProblemType(
        refusals.TemplateHasErrors,
        text("findings lists every mistake, each with its place and what to write there instead."),
    ),
    ProblemType(refusals.SameName, text("Change something in the file, a space will do, and send it again.")),
    ProblemType(
        refusals.Stale,
        text(
            "Fetch the latest version, make the change in that one, and send it with the ETag that came with it in "
            "If-Match."
        ),
    ),
    ProblemType(
        refusals.NoPrecondition,
        text("Send the ETag of the version that you changed in the header If-Match; on the command line: --if-match."),
    ),
    ProblemType(errors.Unavailable, text("The detail names what is missing or busy. Try again later.")),
    ProblemType(BadSetting, text("The keeper of this service must mend the setting that the detail names.")),
    ProblemType(
        DocgenError,
        text(
            "This is our mistake. Report it with the request number in the detail; "
            "the log has the place in the program under that number, and no personal data."
        ),
    ),
)
