"""The order of the stages and the one commit a feed: calls the stages, decides nothing."""
