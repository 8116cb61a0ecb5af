from problems.forms.analysis import AnalysisForm
from problems.forms.lists import ProblemFilter
from problems.forms.opening import OfficerForm, OpenForm
from problems.forms.scanning import ScanningForm
from problems.forms.sharing import PartnerForm

__all__ = ["AnalysisForm", "OfficerForm", "OpenForm", "PartnerForm", "ProblemFilter", "ScanningForm"]
