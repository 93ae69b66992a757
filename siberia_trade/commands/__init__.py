"""The part of each command that is its own: what to read, which indicator, what to say. One file per command."""
