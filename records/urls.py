def choice_converter(choices):
    """A path converter that matches the values of a TextChoices and nothing else."""

    class Converter:
        regex = "|".join(choices.values)
        to_python = staticmethod(choices)
        to_url = staticmethod(str)

    return Converter


app_name = "records"
urlpatterns = []
