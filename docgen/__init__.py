"""docgen: lawful Dutch collection letters from a JSON dossier."""

__version__ = "0.1.0"
