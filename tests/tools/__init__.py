"""Tools that make what the tests and benchmarks read."""
