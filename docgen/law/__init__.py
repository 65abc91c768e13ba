"""Pure law: dates and decimals in, amounts with their reasons out."""
