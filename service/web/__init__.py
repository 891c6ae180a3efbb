"""Health and readiness over HTTP."""
