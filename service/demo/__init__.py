"""What `thaw demo` plays before the real daemon: outlets, a mailbox and a receiver on loopback, and the scenes."""
