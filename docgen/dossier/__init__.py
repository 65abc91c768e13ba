"""The case as it was given to us, and what is owed on a date."""
