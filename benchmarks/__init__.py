"""How fast docgen is, beside what else makes such a letter: `make bench`."""
