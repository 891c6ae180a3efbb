"""Ticks (APScheduler) and the watch over the clock; jobs, signals, new settings, order of shutdown."""

from service.daemon.run import run_daemon

__all__ = ["run_daemon"]
