"""``python -m benchmarks``: see :mod:`benchmarks.build`."""

from benchmarks.build import main

main()
