# Every task is a function in scripts/bootstrap.py, which also says what it reads from the
# environment. `make PYTHON=/path/to/python3.12 site` chooses the Python.

TASKS := site serve check reconcile fmt import-tools suggest-tools test lint zensical-check bench lock clean

.PHONY: help $(TASKS)
.NOTPARALLEL:
.DEFAULT_GOAL := help

help $(TASKS):
	@for python in "$$PYTHON" python3 python3.11 python3.12 python3.13 python3.14 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 6))' 2>/dev/null; then \
	    exec "$$python" scripts/bootstrap.py $@; \
	  fi; \
	done; \
	echo "==> Python 3.11 or newer is needed, and none was found: install one first." >&2; exit 1
