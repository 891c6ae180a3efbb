"""Bytes to entries: sniffing, charset, repair, the quick reader, feedparser, JSON Feed; novelty."""
