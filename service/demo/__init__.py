"""A world on loopback in which a newcomer sees the real daemon at work: outlets, a mailbox, a receiver, and what happens."""
