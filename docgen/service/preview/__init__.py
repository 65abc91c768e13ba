"""The staff preview at ``/``: pick a sample or paste a request, and see the letter as it will be sent."""

from docgen.service.preview.views import blueprint

__all__ = ["blueprint"]
