"""LibreOffice kept open, to make the PDF of a Word letter: started at the first one, replaced when it hangs or dies.

One process makes one PDF at a time, for a limited number of times. We speak with it ourselves, in `office_process`,
over a socket file. (unoserver would open two ports without a log-in, each taking paths to read and write from whoever
is on the machine; it waits seven seconds at every start, and cannot open a file with its macros and links shut.)
"""

from __future__ import annotations

from docgen.errors import Unavailable
from docgen.render.job import OfficeJob, OfficePdf
from docgen.render.office_profile import PACKAGES, find_office, remove_sockets
from docgen.render.office_workers import CORES, Busy, Gone, Pool
from docgen.texts import text

SECONDS = 30.0  # for one try; an ordinary one takes a tenth of a second
USES = 50  # letters, then a fresh process: it grows with every one
PATIENCE = 30.0  # seconds in the queue
GRACE = 3.0  # seconds to end LibreOffice and remove its files

pool = Pool(
    "docgen.render.office_process",
    "office",
    places=min(2, CORES),
    grace=GRACE,
    uses=USES,
    patience=PATIENCE,
    again_after_hang=True,
    tidy=remove_sockets,
)


class CannotPrint(Exception):
    """LibreOffice is well and makes no PDF of this file."""


def office_pdf(job: OfficeJob, *, seconds: float = SECONDS) -> OfficePdf:
    """The PDF of a Word file of ours. Raises `Unavailable` and `CannotPrint`."""
    if find_office() is None:
        raise _missing()
    try:
        answer = pool.run(job, seconds)
    except Busy:
        raise Unavailable(text("Too many Word letters are being made at once. Try again in a minute.")) from None
    except TimeoutError:
        raise Unavailable(text("LibreOffice did not answer in time, twice. Try again.")) from None
    except Gone:
        raise Unavailable(text("LibreOffice stopped while it made this letter, twice. Try again.")) from None
    match answer:
        case "printed", printed:
            return printed  # type: ignore[no-any-return]
        case "missing", _:
            pool.close()  # it may have been installed when the next letter comes
            raise _missing()
    raise CannotPrint


def _missing() -> Unavailable:
    return Unavailable(
        text(
            "A PDF from the Word template needs LibreOffice, which does not start on this machine. Have its keeper "
            'install these Debian packages: {packages}. Or ask for the letter with "engine": "html".',
            packages=", ".join(PACKAGES),
        )
    )
