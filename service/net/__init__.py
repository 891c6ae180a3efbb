"""The only HTTP client: connect-time guard, total deadline, byte caps."""
