"""How long a site of many townships takes: synthetic data, the usual way, and the comparison."""
