from problems.forms.lists import ProblemFilter
from problems.forms.opening import OfficerForm, OpenForm

__all__ = ["OfficerForm", "OpenForm", "ProblemFilter"]
