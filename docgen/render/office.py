"""LibreOffice kept open, to make the PDF of a Word letter: started at the first one, replaced when it hangs or dies.

One process makes one PDF at a time, for a limited number of times. We speak with it ourselves, in `office_process`,
over a socket file. (unoserver would open two ports without a log-in, each taking paths to read and write from whoever
is on the machine; it waits seven seconds at every start, and cannot open a file with its macros and links shut.)
"""

from __future__ import annotations

from docgen.render.job import OfficeJob, OfficePdf, PrintedPage
from docgen.render.office_profile import find_office, missing, remove_sockets
from docgen.render.workers import SIZE, Crew, Said
from docgen.texts import text

SECONDS = 30.0  # for one try; an ordinary one takes a tenth of a second
CREW = Crew(
    "docgen.render.office_process",
    memory=2 * 1024**3,  # for each of the two processes; LibreOffice itself maps 0.9 of it
    size=min(2, SIZE),
    answers=(OfficePdf, PrintedPage),
    said=Said(
        text("LibreOffice did not answer in time, twice. Try again."),
        text("The letter takes too much memory to make. Use fewer invoices, or shorter texts."),
        text("LibreOffice stopped while it made this letter, twice. Try again."),
    ),
    grace=3.0,  # to end LibreOffice and remove its files
    tidy=remove_sockets,
    uses=50,  # letters: it grows with every one
    patience=30.0,
    blameless=True,
)


def office_pdf(job: OfficeJob, *, seconds: float = SECONDS) -> OfficePdf:
    """The PDF of a Word file of ours.

    Raises `Unavailable`, and `BadTemplate` when LibreOffice is well and makes no PDF of this file.
    """
    if find_office() is None:
        raise missing()
    printed: OfficePdf = CREW.run(job, seconds=seconds)
    return printed
