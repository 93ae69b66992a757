"""Pure functions from sums to figures: frame in, frame out. Each file is one indicator family."""
