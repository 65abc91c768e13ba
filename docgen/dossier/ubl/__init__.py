"""E-invoices in UBL 2.1 (Peppol BIS Billing 3, NLCIUS, and plain) as parts of a dossier: bytes in, values out."""
