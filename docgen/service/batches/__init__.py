"""Many letters in one go: one row of the ledger for each letter is the truth, and whoever makes a row makes it once."""
