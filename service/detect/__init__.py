"""Entry to mentions: packs, lexicon, sentences, roles, status, coding, settling; pure."""
