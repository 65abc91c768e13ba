"""The shapes of our answers, for the OpenAPI document. The answers themselves are made elsewhere; a test compares."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Amount = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="Euros, as a decimal string.")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Rule = Annotated[str, Field(description="The article it rests on.")]


class Answer(BaseModel):
    """Base of all answers: nothing is in them that is not named."""

    model_config = ConfigDict(extra="forbid")


class Finding(Answer):
    """What a legal rule has to say about a dossier or a letter."""

    rule: str = Field(description="Stable id of the rule.")
    severity: Literal["error", "warning"]
    article: str = Field(description="The article of law, else empty.")
    message: str
    remedy: str = Field(description="What to do about it.")
    pointer: str = Field(description="JSON pointer into the request, else empty.")
    sentence: str = Field(description="The letter's own sentence that it is about, else empty.")


class Mistake(Answer):
    """One mistake in the input."""

    pointer: str = Field(description="JSON pointer of the place in the request.")
    message: str = Field(description="What is wrong and what is expected.")


class Problem(Answer):
    """An error, as RFC 9457 has it; in the language of Accept-Language, else Dutch."""

    type: str = Field(description="Path of a page about this kind of problem, under /problems/.")
    title: str
    status: int
    detail: str
    errors: list[Mistake] | None = Field(None, description="Every mistake in the input (invalid-input).")
    findings: list[Finding] | None = Field(None, description="Why the letter is not lawful (unlawful-letter).")


class PrincipalOwed(Answer):
    """The principal of the overdue invoices."""

    original: Amount
    outstanding: Amount = Field(description="What is left of it after payments are imputed by art. 6:44 BW.")
    open_invoices: Amount = Field(description="Overdue invoices less payments.")


class NotYetDue(Answer):
    """An invoice that is not overdue on the day of the calculation; it is in no other figure."""

    invoice_number: str
    due_on: Day
    amount: Amount
    open: Amount


class PaymentUse(Answer):
    """A payment and what it was used for."""

    received_on: Day
    amount: Amount
    to_costs: Amount
    to_interest: Amount
    to_principal: Amount


class InterestPeriod(Answer):
    """Interest over one period at one rate."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    invoice_number: str
    start: Day = Field(alias="from", description="First day.")
    to: Day = Field(description="Last day, counted too.")
    days: int
    annual_rate: str = Field(description="Percent.")
    base: Amount
    amount: Amount
    rule: Rule


class InterestOwed(Answer):
    """Interest up to and including the day of the calculation."""

    total: Amount
    outstanding: Amount
    per_day: Amount = Field(description="Per day after it, rounded down.")
    periods: list[InterestPeriod]


class CostStep(Answer):
    """One step of the statutory scale."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    start: Amount = Field(alias="from")
    to: Amount
    rate: str | None = Field(description="Percent; null for a line that corrects the sum.")
    amount: Amount
    reason: str | None = Field(None, description="Why such a line is there, for instance the minimum.")


class CostsOwed(Answer):
    """Collection costs: what they are or will be, and whether they may be claimed."""

    base: Amount
    excl_vat: Amount
    vat: Amount
    total: Amount
    due: bool = Field(description="May they be claimed on this day?")
    due_from: Day | None
    outstanding: Amount
    steps: list[CostStep]
    rule: Rule


class PlanInstalment(Answer):
    """One instalment of the payment plan."""

    number: int
    due_on: Day
    amount: Amount
    balance: Amount


class Explanation(Answer):
    """Why an amount is what it is, with the parts that add up to it."""

    text: str
    amount: Amount
    rule: str
    source: str
    parts: list[Explanation]


class Calculation(Answer):
    """What is owed on a day."""

    as_of: Day
    currency: Literal["EUR"]
    principal: PrincipalOwed
    not_yet_due: list[NotYetDue]
    payments: list[PaymentUse]
    payments_total: Amount
    overpaid: Amount
    interest: InterestOwed
    collection_costs: CostsOwed
    total_due: Amount = Field(description="Costs are in it only where they are due.")
    plan: list[PlanInstalment] = Field(description="Empty when the dossier has no payment plan.")
    explanation: list[Explanation]


class PayeeNamed(Answer):
    """Whose account is to be paid."""

    name: str
    iban: str
    reference: str


class LetterAnswer(Answer):
    """A letter as data."""

    kind: str
    title: str
    date: Day
    amount: Amount | None = Field(description="What the letter asks now.")
    pay_before: Day | None
    payee: PayeeNamed | None
    template_version: str | None
    calculation: Calculation
    findings: list[Finding]
    history_entry: dict[str, Any] = Field(description="To add to dossier.history once the letter is sent.")
    text: str = Field(description="The letter's own words.")


class Checked(Answer):
    """What the rules say about a letter: about its dossier, and about its finished text."""

    lawful: bool = Field(description="No finding is an error.")
    findings: list[Finding]


class Kind(Answer):
    """A letter kind."""

    id: str
    title: str
    branding: Literal["creditor", "agency"]
    forms: list[str]


class TemplateField(Answer):
    """A name that a template may use."""

    name: str = Field(description="Dotted; [] means: of each of them.")
    type: str
    optional: bool
    description: str
    sample: Any
    tag: str = Field(description="Ready to paste into a Word template; … stands for the words around it.")


class Health(Answer):
    """The service can make letters; warnings say what needs care."""

    status: Literal["ok"]
    version: str
    warnings: list[str]
