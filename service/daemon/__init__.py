"""The daemon: APScheduler only ticks; the database knows what is due."""

from service.daemon.run import run_daemon

__all__ = ["run_daemon"]
