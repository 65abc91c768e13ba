"""Fields of letters to the creditor that tell how a case stands: what came in, what was done, what is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.letters.court_fields import CourtAdviceFields
from docgen.letters.documented import doc
from docgen.letters.report_fields import ClosingFields, MoneyFields, SettlementFields
from docgen.texts import Text


@dataclass(frozen=True)
class IntakeFields:
    """The creditor's instruction to collect."""

    received_on: date | None = doc("Day it was received.", date(2026, 11, 2))
    checks: tuple[Text, ...] = doc(
        "What was checked and is in order, a sentence each.", ("De betaaltermijn van alle facturen is voorbij.",)
    )
    concerns: tuple[Text, ...] = doc(
        "What was checked and is not in order, a sentence each.",
        ("Factuur F2026-101 moet pas op 4 december 2026 betaald zijn.",),
    )
    missing: tuple[Text, ...] = doc(
        "What the creditor still has to send.", ("het bewijs van levering (factuur F2026-101)",)
    )
    reply_by: date | None = doc("Last day to send it, when there is one.", date(2026, 11, 16))
    expected_days: int | None = doc("How many days the amicable phase takes as a rule.", 60)


@dataclass(frozen=True)
class AheadFields:
    """A step to come."""

    on: date = doc("The day that it is planned for.", date(2026, 11, 3))
    what: Text = doc("What it is, as half a sentence.", "wij sturen uw klant een herinnering")


@dataclass(frozen=True)
class DoneFields:
    """Something that was done, or that came in."""

    on: date = doc("The day.", date(2026, 11, 3))
    what: Text = doc("What it was.", "Herinnering")
    how: Text | None = doc("By which way: post, e-mail, telephone, ...", "per post")


@dataclass(frozen=True)
class SituationFields:
    """A situation in which collecting changes or stops, such as a dispute."""

    type: str = doc("dispute, bankruptcy, wsnp, suspension, debt-help, guardian or deceased.", "dispute")
    what: Text = doc("What it is and what it means, in whole sentences.", "Uw klant is het niet eens met de vordering.")
    since: date | None = doc("First day, when known.", date(2026, 10, 2))


@dataclass(frozen=True)
class InsolvencyFields:
    """The bankruptcy or the statutory debt scheme (Wsnp) of the debtor."""

    what: Text = doc("What it is and what it means, in whole sentences.", "Uw klant is failliet.")
    stopped: Text = doc("That collecting has stopped.", "Wij zijn gestopt met incasseren.")
    filed: Text = doc(
        "Whether the claim was filed, and when.", "Op 3 november 2026 hebben wij uw vordering ingediend bij de curator."
    )
    known: bool = doc("True when its day, its number or who winds up the debts is known.", True)
    since: date | None = doc("First day, when known.", date(2026, 10, 27))
    reference: str | None = doc("Insolvency number, when known.", "F.13/26/123")
    role: Text = doc("What the one is called who winds up the debts.", "Curator")
    contact: str | None = doc("Who winds up the debts, when known.", "mr. A. Jansen")


@dataclass(frozen=True)
class ReportFields:
    """What a letter to the creditor tells of its case. No letter to anybody else has it."""

    handler: str | None = doc("Who handles the file at the agency.", "N. Haddad")
    intake: IntakeFields | None = doc("The claim as it came in, in the letters about that.")
    ahead: tuple[AheadFields, ...] = doc("The planned steps, in order.")
    done: tuple[DoneFields, ...] = doc("What was done and what came in, oldest first.")
    waiting: Text | None = doc(
        "What everybody waits for now, a whole sentence.",
        "Uw klant heeft nog tot en met 5 december 2026 om te betalen.",
    )
    situations: tuple[SituationFields, ...] = doc(
        "Situations in which collecting changes or stops, but for an insolvency."
    )
    insolvency: InsolvencyFields | None = doc("The insolvency of the debtor, when there is one.")
    fee_rule: tuple[Text, ...] = doc(
        "What the creditor pays the agency by how the case ends, a sentence each; only when a claim was received.",
        ("Betaalt uw klant alles, dan betaalt u ons niets.",),
    )
    court: CourtAdviceFields | None = doc("The advice about going to court.")
    money: MoneyFields | None = doc("What came in and what was passed on, in a closing and in an advice of a transfer.")
    closing: ClosingFields | None = doc("Why the file was closed.")
    settlement: SettlementFields | None = doc("The settlement.")
