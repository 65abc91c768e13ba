"""Which fixed sentences a kind of letter must print wherever it has them, and the articles that ask for them."""

from __future__ import annotations

from collections.abc import Mapping

ARTICLES: Mapping[str, str] = {
    "term": "art. 6:96 BW",
    "term_in_dutch": "art. 6:96 lid 6 BW",
    "no_costs_yet": "art. 6:96 BW",
    "costs": "art. 6:96 lid 6 BW",
    "costs_vat": "art. 2 lid 3 Besluit BIK",
    "imprint": "art. 11 Wki",
    "identity": "art. 11 Wki",
    "registration": "art. 11 Wki",
    "complaints": "art. 13 lid 5 Wki",
    "privacy": "art. 14 AVG",
}
_AGENCY = ("identity", "registration", "complaints", "privacy")

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "payment-reminder": ("term", "no_costs_yet", *_AGENCY),
    "wik-notice": ("term", "term_in_dutch", "no_costs_yet", "costs", "costs_vat", "imprint", *_AGENCY),
    "sommatie": ("term", "costs_vat", "imprint", *_AGENCY),
    "cost-specification": ("costs_vat", "imprint", *_AGENCY),
    "payment-plan-confirmation": ("term", "costs_vat", "imprint", *_AGENCY),
    "claim-receipt": (),
    "intake-incomplete": (),
    "status-creditor": (),
    "court-advice": (),
    "closing-creditor": (),
    "remittance-advice": (),
    "settlement-statement": (),
    "instalment-reminder": ("term", "imprint", *_AGENCY),
    "plan-lapse": ("term", "costs_vat", "imprint", *_AGENCY),
    "payment-acknowledgement": ("term", "no_costs_yet", "costs", "costs_vat", "imprint", *_AGENCY),
    "closing-debtor": ("term", "imprint", *_AGENCY),
    "dispute-acknowledgement": ("imprint", *_AGENCY),
    "complaint-acknowledgement": ("imprint", *_AGENCY),
    "reply": ("imprint", *_AGENCY),
    "help-referral": ("imprint", *_AGENCY),
    "dispute-notice-creditor": (),
    "curator-claim": (),
    "bailiff-handover": (),
}
