"""The order of the stages and the one commit: calls the stages, decides nothing."""
