from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "problems"
    verbose_name = "Problems"
    pages = {"emergingissue": "issue", "play": "play"}

    def ready(self):
        from documents import drawn  # noqa: PLC0415 -- as below
        from documents.standing import offer  # noqa: PLC0415 -- as below
        from problems.contents import COMMAND, SUPERVISE, file_of, plan_of  # noqa: PLC0415 -- after the models
        from problems.reports.paper import PAPER  # noqa: PLC0415 -- as above
        from signoffs.contents import register  # noqa: PLC0415 -- as above

        register("problems.problem", plan_of, act=SUPERVISE)
        register("problems.problem", file_of, act=COMMAND)
        offer(PAPER)
        drawn.register("problems.problem", "problems.views.printed.drawn_of")
