from django.apps import AppConfig

from assessments.refusals import REFUSALS


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Assessments"
    pages = {
        "ask": "ask", "assessment": "assessment", "format": "format", "indicator": "indicator",
        "priority": "priority", "study": "study", "timetable": "timetable",
    }  # fmt: skip

    refusals = REFUSALS

    def ready(self):
        from assessments.contents import AGREE, assessment_of  # noqa: PLC0415 -- after the models
        from assessments.reports.off_target import PAPER  # noqa: PLC0415 -- as above
        from documents import drawn  # noqa: PLC0415 -- as above
        from documents.standing import offer  # noqa: PLC0415 -- as above
        from signoffs.contents import register  # noqa: PLC0415 -- as above

        register("assessments.assessment", assessment_of, act=AGREE)
        offer(PAPER)
        drawn.register("assessments.assessment", "assessments.services.printing.drawn_of")
