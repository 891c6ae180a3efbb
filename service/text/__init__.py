"""Plain text, folding that keeps offsets, words, language, URLs."""
