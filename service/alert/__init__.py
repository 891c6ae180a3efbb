"""Signal changes to messages sent."""
