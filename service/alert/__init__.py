"""Signal changes to messages sent: plan, route, render, deliver, channels/."""
