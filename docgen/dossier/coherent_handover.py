"""What must make sense together where others take a claim over: the insolvency, the curator and the bailiff."""

from __future__ import annotations

from docgen.dossier.coherent_parties import address_problems
from docgen.dossier.insolvency import Insolvency
from docgen.dossier.mistake import Problems
from docgen.dossier.model import Circumstance, Debtor, Dossier, Invoice, LetterRequest
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.law.amounts import ZERO
from docgen.texts import Text, text

# What a kind of letter cannot do without, and what to say about it.
_NEEDS: dict[str, dict[str, Text]] = {
    "curator-claim": {
        "insolvency": text("A claim is filed in an insolvency. Add insolvency, with its number, court and day."),
        "curator": text("A claim goes to the curator or the administrator. Add curator, with name and address."),
    },
    "bailiff-handover": {"bailiff": text("A file is handed over to a bailiff. Add bailiff, with name and address.")},
}


def letter_handover_problems(request: LetterRequest) -> Problems:
    """What a letter to a curator or a bailiff cannot do without, and what has no place in it."""
    if not known(request.kind) or request.kind not in _NEEDS:
        return
    if known(request.dossier):
        for name, message in _NEEDS[request.kind].items():
            if getattr(request.dossier, name) is None:
                yield InputProblem(f"/dossier/{name}", message)
    if request.term_days is not None:
        yield InputProblem("/term_days", text("A letter of this kind asks nobody to pay. Leave term_days out."))


def handover_problems(dossier: Dossier) -> Problems:
    """All about the insolvency, the curator and the bailiff of a dossier."""
    for name in ("curator", "bailiff"):
        officer = getattr(dossier, name)
        if officer is not None and known(officer):
            yield from address_problems(f"/dossier/{name}/address", officer.address)
    if known(dossier.debtor):
        yield from _birth_date(dossier.debtor)
    for place, invoice in enumerate(dossier.invoices):
        if known(invoice):
            yield from _vat(f"/dossier/invoices/{place}/vat", invoice)
    if dossier.insolvency is not None and known(dossier.insolvency):
        yield from _insolvency(dossier.insolvency, dossier)


def _birth_date(debtor: Debtor) -> Problems:
    born, kind = debtor.birth_date, (debtor.type, debtor.legal_form, debtor.natural_person)
    if born is not None and known(born, *kind) and not debtor.is_natural_person:
        yield InputProblem(
            "/dossier/debtor/birth_date", text("Only a natural person has a day of birth. Leave it out.")
        )


def _vat(here: str, invoice: Invoice) -> Problems:
    if invoice.vat is None or not known(invoice.vat, invoice.amount):
        return
    if invoice.vat * invoice.amount < ZERO or abs(invoice.vat) >= abs(invoice.amount):
        yield InputProblem(
            here, text("The VAT is a part of the amount, so it is less and has the same sign. Correct one of them.")
        )


def _insolvency(insolvency: Insolvency, dossier: Dossier) -> Problems:
    if known(insolvency.type) and known(dossier.circumstances, *dossier.circumstances):
        yield from _said_twice(insolvency, dossier.circumstances)
    if known(insolvency.rank, insolvency.rank_ground):
        yield from _rank(insolvency)
    invoices = dossier.invoices
    if known(insolvency.vat_refund, invoices, *invoices) and insolvency.vat_refund:
        vats = [each.vat for each in invoices]
        if known(*vats) and all(vat is not None and not vat for vat in vats):
            yield InputProblem(
                "/dossier/insolvency/vat_refund",
                text("No invoice has VAT, so there is none to ask back. Correct one of them."),
            )


def _said_twice(insolvency: Insolvency, circumstances: tuple[Circumstance, ...]) -> Problems:
    """The circumstances say the same: on them rests what may be claimed, and that the debtor gets no letter."""
    same = [
        (f"/dossier/circumstances/{place}", each)
        for place, each in enumerate(circumstances)
        if known(each.type) and each.type == insolvency.type
    ]
    if not same:
        yield InputProblem(
            "/dossier/insolvency",
            text("The circumstances do not have this insolvency. Add one of the same type, since the same day."),
        )
    for here, each in same:
        if known(each.since, insolvency.declared_on) and each.since != insolvency.declared_on:
            yield InputProblem(
                f"{here}/since",
                text("The insolvency was declared on another day. Write the day of the judgment in both."),
            )
        number = each.reference
        if number is not None and known(number, insolvency.number) and number != insolvency.number:
            yield InputProblem(
                f"{here}/reference",
                text("The insolvency has another number. Correct one, or leave this one out."),
            )


def _rank(insolvency: Insolvency) -> Problems:
    here = "/dossier/insolvency/rank_ground"
    if insolvency.rank != "concurrent" and insolvency.rank_ground is None:
        yield InputProblem(here, text("Say what this rank rests on: the article or the clause. Or claim none."))
    if insolvency.rank == "concurrent" and insolvency.rank_ground is not None:
        yield InputProblem(here, text("A concurrent claim needs no ground. Leave it out, or claim another rank."))
