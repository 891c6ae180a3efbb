"""The ways out: each renders an alert once and sends exactly those bytes on every attempt."""
