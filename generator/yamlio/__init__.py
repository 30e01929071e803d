"""YAML in and out: a position-aware reader and one canonical writer.

The reader drives libyaml's event stream with a stack of its own. That is faster than
``yaml.load``, keeps line and column of every value, sees duplicate keys (PyYAML drops them
silently), and cannot be made to recurse or expand: nesting deeper than ``MAX_DEPTH`` and every
anchor, alias or tag are refused. The writer knows one form only.
"""

from generator.yamlio.lines import line_starts, offset, split_lines
from generator.yamlio.nodes import Node, YamlProblem, replace_value
from generator.yamlio.reading import MAX_BYTES, MAX_DEPTH, parse
from generator.yamlio.writing import dump, scalar, to_node

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Node",
    "YamlProblem",
    "dump",
    "line_starts",
    "offset",
    "parse",
    "replace_value",
    "scalar",
    "split_lines",
    "to_node",
]
