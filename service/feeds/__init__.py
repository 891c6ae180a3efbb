"""Which feed is due next, which covers nothing any more, OPML, the feed that a web page names."""
