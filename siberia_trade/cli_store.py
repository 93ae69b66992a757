"""`strade convert`: options, one api call, one render."""
