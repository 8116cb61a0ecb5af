"""An operation for migrations that make many tables at once."""

from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Several ``CreateModel`` whose classes are made together, once.

    Django makes every related class anew after each operation, and most of the portal's models are related:
    a fresh database took half a minute, nearly all of it spent on classes. Inside, models may name one
    another in any order, and their constraints and indexes stand in their options.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]
    reduces_to_sql = True
    reversible = True

    def __init__(self, operations):
        self.operations = list(operations)

    def deconstruct(self):
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        """Classes that are made already stay: a new model is told to those that it names, and changes none of them."""
        there, made = vars(state).pop("apps", None), set(state.models)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if there is not None:
            there.render_multiple([model for key, model in state.models.items() if key not in made])
            state.apps = there

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.operations)} models"
