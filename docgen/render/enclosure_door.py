"""What a PDF from outside must be to be printed behind a letter. Runs in a worker process only: see `enclosures`.

Refused is what could show something else on another day or in another program than it does here: a file that has to be
mended first, one that is locked, one with scripts, moving parts, parts that stand elsewhere, hidden layers or form
fields that a program fills in when it opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream

from docgen.errors import NotSupported
from docgen.texts import Text, text

LONGEST = 50  # pages
LARGEST = (1190.6, 1683.8)  # points, A2: on A4 half as large, beyond that nobody can read it
SMALLEST = 28.3  # points, 1 cm

DAMAGED = text("This PDF is damaged. Save it again from the program that made it, or print it to a PDF.")
LOCKED = text("This PDF is encrypted. Save it without a password and without restrictions.")
EMPTY = text("This PDF has no pages.")
TOO_LONG = text("This PDF has more than {limit} pages. Attach only the pages that matter.", limit=LONGEST)
ACTIVE = text("This PDF holds a script, a program, sound or film. Print it to a PDF, and attach that.")
ELSEWHERE = text("A part of this PDF stands in another file. Print it to a PDF, and attach that.")
FORM = text("This PDF is a form whose fields are filled in when it is opened. Print it to a PDF, and attach that.")
LAYERS = text("This PDF has hidden layers. Print it to a PDF, and attach that.")

_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"}
_MOVING = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/PS"}
_HIDING = {"/AnyOff", "/AllOff"}


def let_in(content: bytes) -> Pdf:
    """The PDF, open. Raises `NotSupported` with the reason."""
    try:
        pdf = pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)
        if pdf.is_encrypted:
            raise NotSupported(LOCKED)
        count = len(pdf.pages)
        if count > LONGEST:
            raise NotSupported(TOO_LONG)
        if pdf.check_pdf_syntax():
            raise NotSupported(DAMAGED)
        if not count:
            raise NotSupported(EMPTY)
        for refused, reason in _doubts(pdf):
            if refused:
                raise NotSupported(reason)
        for number, page in enumerate(pdf.pages, 1):
            _measure(page, number)
    except PasswordError:
        raise NotSupported(LOCKED) from None
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, RuntimeError):
        raise NotSupported(DAMAGED) from None  # whatever is not where the format has it
    return pdf


def _doubts(pdf: Pdf) -> Iterator[tuple[bool, Text]]:
    form, layers = pdf.Root.get(Name.AcroForm), pdf.Root.get(Name.OCProperties)
    parts = list(_parts(pdf))
    yield any(_acts(each) for each in parts), ACTIVE
    yield any(_is_elsewhere(each) for each in parts), ELSEWHERE
    yield form is not None and bool(form.get(Name.NeedAppearances, False)), FORM
    yield any(_is_unfilled(each) for each in parts), FORM
    yield layers is not None and _hides(layers), LAYERS
    yield any(str(each.get(Name.P)) in _HIDING or Name.VE in each for each in parts if _is(each, "/OCMD")), LAYERS


def _parts(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary of the file, those of streams and those inside others too; without recursion."""
    for whole in pdf.objects:
        waiting = [whole]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Dictionary | Stream):
                yield each
                inner = [each[key] for key in each.keys()]  # noqa: SIM118 - a stream iterates over something else
            elif isinstance(each, Array):
                inner = list(each)
            else:
                continue
            waiting += [item for item in inner if isinstance(item, Object) and not item.is_indirect]


def _acts(part: Object) -> bool:
    return (
        Name.JS in part
        or Name.JavaScript in part
        or Name.XFA in part
        or str(part.get(Name.S)) in _ACTIONS
        or str(part.get(Name.Subtype)) in _MOVING
    )


def _is_elsewhere(part: Object) -> bool:
    return isinstance(part, Stream) and any(key in part for key in (Name.F, Name.Ref, Name.OPI))


def _is_unfilled(part: Object) -> bool:
    """A field with a value that no page shows."""
    return str(part.get(Name.Subtype)) == "/Widget" and Name.V in part and Name.AP not in part


def _hides(layers: Object) -> bool:
    default = layers.get(Name.D, Dictionary())
    return bool(len(default.get(Name.OFF, Array())) or len(default.get(Name.AS, Array()))) or (
        str(default.get(Name.BaseState, Name.ON)) != "/ON"
    )


def _is(part: Object, type_: str) -> bool:
    return str(part.get(Name.Type)) == type_


def _measure(page: pikepdf.Page, number: int) -> None:
    left, bottom, right, top = seen(page)
    unit = float(page.get(Name.UserUnit, 1))
    short, long = sorted(((right - left) * unit, (top - bottom) * unit))
    if not short >= SMALLEST:
        raise NotSupported(text("Page {number} of this PDF is too small to print.", number=number))
    if not (short <= LARGEST[0] + 1 and long <= LARGEST[1] + 1):
        raise NotSupported(
            text("Page {number} of this PDF is larger than A2, so on A4 nobody could read it.", number=number)
        )


def seen(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """What shows of a page, in its own points: left, bottom, right, top. Raises `ValueError`."""
    sheet, cut = ([float(each) for each in box] for box in (page.mediabox, page.cropbox))
    (left, right), (bottom, top) = _both(sheet, cut, 0), _both(sheet, cut, 1)
    if not (left < right and bottom < top):
        raise ValueError("a page without a surface")
    return left, bottom, right, top


def _both(one: list[float], other: list[float], way: int) -> tuple[float, float]:
    low = max(min(one[way], one[way + 2]), min(other[way], other[way + 2]))
    return low, min(max(one[way], one[way + 2]), max(other[way], other[way + 2]))
