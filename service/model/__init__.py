"""What the stages hand to each other: frozen, typed, without behaviour, and the ports (Protocols) between them."""
