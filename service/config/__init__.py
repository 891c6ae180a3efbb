"""config.yaml and environment to one frozen Config."""
