"""The media types that the service speaks."""

from __future__ import annotations

from docgen.render import FORMS

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
JSON_LINES = "application/x-ndjson"
CSV = "text/csv"
ZIPPED = "application/zip"
XML = ("application/xml", "text/xml")

# The forms of a letter; where a caller has no preference, the first one.
MEDIA_TYPES = {name: form.media_type.partition(";")[0] for name, form in FORMS.items()}
