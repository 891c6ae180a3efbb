"""Plain text, normalization that keeps offsets, sentences, language."""
