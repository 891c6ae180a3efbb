"""What `thaw init` asks, and what it does with the answers."""
