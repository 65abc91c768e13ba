"""Which letters exist, what each may say, and when it may go out."""
