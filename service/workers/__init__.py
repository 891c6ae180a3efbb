"""The parser processes: persistent, limited, replaceable."""
