"""The side of those who edit Word templates: check, repair, versions and differences."""
