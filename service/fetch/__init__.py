"""URL to bytes: conditional GET, redirects, caching facts."""
