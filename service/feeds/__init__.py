"""Which feed is due next, OPML, autodiscovery."""
