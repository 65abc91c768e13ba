"""For all tests: the same examples every time; ``HYPOTHESIS_PROFILE=soak`` looks further. State goes to a folder of its own."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

settings.register_profile(
    "usual",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", settings.get_profile("usual"), max_examples=2000, derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

_DATA = TemporaryDirectory(prefix="docgen-tests-")  # gone when the tests are done
os.environ["DOCGEN_DATA"] = _DATA.name
