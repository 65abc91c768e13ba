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

    pointer: str = Field(description="JSON pointer of the place in the request; empty for an e-invoice.")
    place: str | None = Field(None, description="Place in an e-invoice, such as /Invoice/cbc:DueDate.")
    message: str = Field(description="What is wrong and what is expected.")


class TemplateFinding(Answer):
    """One finding about a Word template."""

    code: str = Field(description="Stable; the README lists every code.", examples=["unknown-field"])
    severity: Literal["error", "warning", "repaired"] = Field(description="An error keeps it from being published.")
    part: str = Field(description="The text, a header, a footer or the notes.")
    place: str = Field(description="The heading above it, and its paragraph or its table, row and cell.")
    excerpt: str = Field(description="The text there, with » and « around what it is about.")
    message: str
    remedy: str


class Problem(Answer):
    """An error, as RFC 9457 has it; in the language of Accept-Language, else Dutch."""

    type: str = Field(description="Path of a page about this kind of problem, under /problems/.")
    title: str
    status: int
    detail: str
    request_id: str | None = Field(
        None, description="Of a 5xx: the number under which the keeper finds it in the log; also in X-Request-Id."
    )
    errors: list[Mistake] | None = Field(None, description="Every mistake in the input (invalid-input).")
    findings: list[Finding] | list[TemplateFinding] | None = Field(
        None, description="Why the letter is not lawful (unlawful-letter), or the template not right."
    )


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


class ExplanationInput(Answer):
    """A value that an amount was calculated with, in the reader's language."""

    id: str
    name: str
    value: str


class Explanation(Answer):
    """Why an amount is what it is, with the parts that add up to it."""

    key: str = Field(description="Stable id: `principal/F2026-101`. `explained_by` of a field names it.")
    text: str
    amount: Amount
    rule: str
    source: str
    inputs: list[ExplanationInput]
    parts: list[Explanation]


class CourtPoints(Answer):
    """Points of the salary of a representative."""

    least: int = Field(description="A judgment by default.")
    most: int = Field(description="With a hearing.")


class CourtSource(Answer):
    """A line of a table that the forecast rests on."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    table: str
    article: Rule
    start: Day = Field(alias="from")
    source: str


class CourtForecast(Answer):
    """What a case before the cantonal judge would cost: an indication. Figures are null where `reason` says why."""

    as_of: Day
    claim: Amount = Field(description="What would be sued for: all that is due.")
    indication: str
    legal_entity: bool = Field(description="Is the creditor's court fee that of a legal entity?")
    reason: str | None = Field(description="Why there is no forecast.")
    court_fee: Amount | None
    summons: Amount | None = Field(description="Without VAT.")
    summons_vat: Amount | None = Field(description="0.00 where the creditor can reclaim it.")
    salary_per_point: Amount | None
    points: CourtPoints | None
    least: Amount | None = Field(description="All costs after a judgment by default.")
    most: Amount | None = Field(description="All costs when there is a hearing.")
    doubts: list[str] = Field(description="What is uncertain, and which reading was taken.")
    sources: list[CourtSource]


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
    court_costs: CourtForecast | None = Field(None, description="Only when the request asks for it.")


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
    template_version: str = Field(description="Version of the template that its words come from.")
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
    explained_by: list[str] = Field(
        description="An amount's keys in `calculation.explanation`, the first that exists; behind # an input's id. "
        "Words between braces are fields of the same group, n its place in the list."
    )
