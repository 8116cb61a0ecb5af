import ast
import sys

from tests.architecture.source import modules, name, tree


def test_the_room_needs_the_standard_library_alone():
    """So that any subject, task or command may use it, and its sums can be checked by themselves."""
    found = {}
    for path in modules("evidence"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                found.setdefault(node.module.split(".")[0], name(path))
            elif isinstance(node, ast.Import):
                found.update({alias.name.split(".")[0]: name(path) for alias in node.names})
    assert {module: where for module, where in found.items() if module not in sys.stdlib_module_names} == {
        "evidence": found["evidence"]
    }
