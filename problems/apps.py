from django.apps import AppConfig


class ProblemsConfig(AppConfig):
    name = "problems"
    verbose_name = "Problems"
    pages = {"issue": "issue"}

    def ready(self):
        from problems.contents import COMMAND, SUPERVISE, file_of, plan_of  # noqa: PLC0415 -- after the models
        from signoffs.contents import register  # noqa: PLC0415 -- as above

        register("problems.problem", plan_of, act=SUPERVISE)
        register("problems.problem", file_of, act=COMMAND)
