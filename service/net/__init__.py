"""The only HTTP client: guard, deadline, byte caps."""
