"""Entry to mentions: packs, compile, match, scope, score; pure."""
