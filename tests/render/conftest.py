"""A finished letter to render, made by hand: every name and figure in it is invented."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image, ImageDraw

from docgen.dossier.pictures import Picture
from docgen.letters import fields as f
from docgen.letters import money_fields as m
from docgen.letters.explanation import Explanation
from docgen.letters.letter import Letter, Look, Payee
from docgen.render import FORMS
from docgen.texts import Percent, text

SHARED = Path(__file__).resolve().parents[2] / "templates" / "html"
EURO = Decimal
DAY = date(2026, 11, 21)

BODY = """{% extends "_letter.html" %}
{% block body %}
<p>U hebt <strong>{{ totals.total | euro }}</strong> nog niet betaald. Wilt u dat doen uiterlijk op
{{ term.date | date }}? Dan hoeft u verder niets te doen. Misschien bent u het vergeten, dat kan gebeuren.</p>
{% include "_claims.html" %}
<h2>Hoe betaalt u?</h2>
<p>Maak het bedrag over. Gebruik deze gegevens, dan komt uw betaling goed aan.</p>
{% include "_paybox.html" %}
<h2>Waaruit bestaat het bedrag?</h2>
{% include "_totals.html" %}
<h2>Lukt betalen niet, of klopt er iets niet?</h2>
<p>Bel of mail ons. Dan zoeken wij samen een oplossing. Noem altijd het nummer {{ letter.reference }}. U mag ook
schrijven. Wij reageren binnen vijf werkdagen op uw bericht.</p>
{% if help %}
<h2>Hebt u geldzorgen?</h2>
<p>U staat er niet alleen voor. Kijk op {{ help.site }} of bel gratis {{ help.phone }}.</p>
{% endif %}
{% endblock %}
{% block rights %}
{% if letter.branding == "agency" %}
<h2>Wie zijn wij?</h2>
<p>{{ agency.registered_name }} int dit bedrag in opdracht van {{ creditor.name }}. Een klacht? Ga naar
{{ agency.complaints }}.</p>
{% endif %}
{% endblock %}
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A templates folder with the shared files and one kind, `sample`, in both languages."""
    return make_templates(tmp_path)


@pytest.fixture(scope="session")
def templates_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for many tests; not to be changed."""
    return make_templates(tmp_path_factory.mktemp("letters"))


def make_templates(folder: Path) -> Path:
    html = folder / "templates" / "html"
    html.mkdir(parents=True)
    for file in [*SHARED.glob("*.html"), *SHARED.glob("*.css")]:
        shutil.copy(file, html)
    for language in ("nl", "en"):
        (html / language).mkdir()
        (html / language / "sample.html").write_text(BODY, "utf-8")
    return html.parent


def sampled(which: Any, /, **given: Any) -> Any:
    """Fields with their documented example values where none are given."""
    samples = {each.name: each.metadata.get("sample") for each in dataclass_fields(which)}
    return which(**{**samples, **given})


def creditor(**changes: Any) -> f.PartyFields:
    return sampled(
        f.PartyFields,
        **{
            "name": "Bakkerij De Korenbloem B.V.",
            "address": "Molenstraat 12A, 3511 AB Utrecht",
            "city": "Utrecht",
            "kvk_number": "69599084",
            "phone": "030 123 45 67",
            "email": "administratie@korenbloem.example",
            "website": "korenbloem.example",
            "opening_hours": "ma-vr 9-17 uur",
            "signatory": "S. Bakker",
            **changes,
        },
    )


def agency(**changes: Any) -> f.AgencyFields:
    return sampled(
        f.AgencyFields,
        **{
            "name": "Voorbeeld Incasso",
            "address": "Postbus 10, 2000 AA Haarlem",
            "city": "Haarlem",
            "kvk_number": "12345678",
            "phone": "023 123 45 67",
            "email": "info@voorbeeldincasso.example",
            "website": "voorbeeldincasso.example",
            "opening_hours": "ma-vr 9-17 uur",
            "signatory": "M. de Groot",
            "registered_name": "Voorbeeld Incasso B.V.",
            "registration": text("{clause}", clause="registratiekenmerk 0123456789"),
            "registration_kind": "wki",
            "registration_number": "0123456789",
            "visiting_address": "Kade 1, 2011 AB Haarlem",
            "complaints": "voorbeeldincasso.example/klachten",
            "dispute_body": "Geschillencommissie Voorbeeld",
            "privacy": "voorbeeldincasso.example/privacy",
            **changes,
        },
    )


def invoices(count: int, **changes: Any) -> tuple[m.InvoiceFields, ...]:
    first = sampled(
        m.InvoiceFields,
        **{
            "number": "F2026-101",
            "issued_on": date(2026, 8, 1),
            "due_on": date(2026, 8, 31),
            "description": "Levering augustus",
            "agreement": None,
            "amount": EURO("1250.00"),
            "credited": EURO("0.00"),
            "paid": EURO("100.00"),
            "open": EURO("1150.00"),
            **changes,
        },
    )
    return tuple(
        replace(first, number=f"F2026-{101 + n}", issued_on=first.issued_on + timedelta(days=n)) for n in range(count)
    )


def logo(width: int = 900, height: int = 300, colour: str = "#204a70") -> Picture:
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0, 0, height, height), fill=colour)
    if width > 1.5 * height:
        draw.rectangle((height * 1.2, height * 0.3, width, height * 0.7), fill=colour)
    out = BytesIO()
    picture.save(out, "PNG")
    return Picture(out.getvalue(), "image/png", width, height)


def empty_sentences() -> f.FixedFields:
    names: dict[str, Any] = dict.fromkeys(f.FixedFields.__dataclass_fields__)
    return f.FixedFields(**{**names, "term": text("{x}", x="Betaal."), "contact": text("{x}", x="Bel ons.")})  # type: ignore[arg-type]


def make_letter(
    *,
    branding: str = "creditor",
    window: str = "left",
    count: int = 1,
    language: str = "nl",
    picture: Picture | None = None,
    link: str | None = None,
    concept: bool = False,
    registered: bool = False,
    subject: str = "Herinnering: factuur F2026-101 staat nog open",
    debtor: str = "J. de Vries",
    address_lines: tuple[str, ...] | None = None,
    sender_name: str | None = None,
    enclosures: tuple[str, ...] = ("factuur F2026-101",),
    accent: str = "#0b5c4a",
    pages_limit: int = 10,
    reference: str = "D2026-004711",
    kind: str = "sample",
    asks: bool = True,
    rows: tuple[m.InvoiceFields, ...] | None = None,
) -> Letter:
    names = {"name": sender_name} if sender_name else {}
    of_creditor, of_agency = (
        creditor(**names if branding == "creditor" else {}),
        agency(**names if branding == "agency" else {}),
    )
    sender: f.PartyFields = of_agency if branding == "agency" else of_creditor
    rows = invoices(count) if rows is None else rows
    total = sum((row.open for row in rows), EURO("0.00"))
    holder = of_creditor.name
    pay = sampled(
        m.PayFields,
        amount=total,
        iban="NL91 ABNA 0417 1643 00",
        holder=holder,
        reference=reference,
        by_agency=False,
        link=link,
        link_host="betalen.example" if link else None,
    )
    everything = sampled(
        f.Fields,
        letter=sampled(
            f.LetterFields,
            kind=kind,
            language=language,
            branding=branding,
            performed_by=branding,
            channel="registered" if registered else "post",
            stage=None,
            registered=registered,
            date=DAY,
            reference=reference,
            subject=text("{subject}", subject=subject),
            concept=concept,
        ),
        sender=sender,
        creditor=of_creditor,
        agency=of_agency if branding == "agency" else None,
        debtor=sampled(
            f.DebtorFields,
            name=debtor,
            attention=None,
            consumer=True,
            natural_person=True,
            address="Dorpsstraat 1, 1234 AB Ons Dorp",
        ),
        addressee=f.AddresseeFields(
            name=debtor,
            salutation=text("{words}", words="Geachte heer of mevrouw,"),
            address_lines=address_lines or (debtor, "Dorpsstraat 1", "1234 AB  ONS DORP"),
        ),
        invoices=rows,
        payments=(m.PaymentFields(date(2026, 9, 15), EURO("100.00"), EURO("0.00"), EURO("1.92"), EURO("98.08")),),
        totals=sampled(
            m.TotalsFields,
            invoices=total + EURO("100.00"),
            paid=EURO("100.00"),
            paid_to_principal=EURO("98.08"),
            principal=total,
            interest=EURO("8.58"),
            costs=EURO("172.50"),
            total=total,
            overpaid=EURO("0.00"),
        ),
        interest=sampled(
            m.InterestFields,
            name=text("{x}", x="wettelijke rente"),
            article="art. 6:119 BW",
            total=EURO("10.50"),
            outstanding=EURO("8.58"),
            per_day=EURO("0.12"),
            periods=(
                m.InterestPeriodFields(
                    "F2026-101", date(2026, 9, 1), date(2026, 9, 14), 14, Percent(EURO("4")), EURO("1250"), EURO("1.92")
                ),
            ),
        ),
        costs=sampled(
            m.CostsFields,
            mode="claimed",
            base=EURO("1150.00"),
            steps=(m.CostStepFields(EURO("0"), EURO("1150.00"), Percent(EURO("15")), EURO("172.50")),),
            note=None,
            excl_vat=EURO("172.50"),
            vat=EURO("0.00"),
            vat_rate=Percent(EURO("21")),
            total=EURO("172.50"),
            outstanding=EURO("172.50"),
            rule="art. 2 Besluit BIK",
        ),
        term=f.TermFields(14, date(2026, 12, 5)),
        pay=pay if asks else None,
        plan=sampled(
            m.PlanFields,
            agreed_on=date(2026, 11, 20),
            agreed_with="S. Bakker",
            channel="telefoon",
            total=EURO("1333.00"),
            count=2,
            instalments=(
                m.InstalmentFields(1, date(2026, 12, 1), EURO("666.50"), EURO("666.50")),
                m.InstalmentFields(2, date(2027, 1, 1), EURO("666.50"), EURO("0.00")),
            ),
            interest_runs=False,
            reply_by=date(2026, 11, 27),
        ),
        standing=None,
        received=None,
        message=None,
        support=None,
        earlier=(),
        fixed=empty_sentences(),
        help=sampled(f.HelpFields),
        describe_claim=False,
        enclosures=enclosures,
        report=None,
        filing=None,
        handover=None,
    )
    return Letter(
        kind=kind,
        title="Voorbeeld",
        date=DAY,
        language=language,
        fields=everything,
        look=Look(accent, cast("Any", window), picture),
        account=cast("Any", None),
        plan=(),
        amount=total if asks else None,
        pay_before=date(2026, 12, 5),
        payee=Payee(holder, "NL91ABNA0417164300", None, reference) if asks else None,
        payment_link=link,
        findings=(),
        history_entry={},
        pages_limit=pages_limit,
        forms=tuple(FORMS),
        mail=cast("Any", None),
        sms=cast("Any", None),
        not_before=None,
        explanation=Explanation(()),
    )


@pytest.fixture(scope="session")
def letter() -> Callable[..., Letter]:
    """Makes letters; see `make_letter`."""
    return make_letter


@pytest.fixture(scope="session")
def picture() -> Callable[..., Picture]:
    """Makes logos; see `logo`."""
    return logo
