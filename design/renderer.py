"""Django forms drawn with the GOV.UK components.

`FORM_RENDERER = "design.renderer.GovukRenderer"` draws `{{ form }}` and `{{ form.title.as_field_group() }}` so.
What a component shows is decided by the field's widget; its label, hint, limits and errors by the field.
"""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.utils.choices import flatten_choices
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import pass_context

from design import words
from design.components import date_input, render
from design.forms import DateInput, Named
from design.kept import kept

LEGEND, LABEL = "govuk-fieldset__legend--s", "govuk-label--s"
LONG_LIST = 8
BLANK = BLANK_CHOICE_DASH[0][1]


class GovukRenderer(TemplatesSetting):
    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    formset_template_name = "govuk/formset.html"

    def render(self, template_name, context, request=None):
        """What is hidden is written here: a form has one to a dozen, and Django compiles three templates for each."""
        if template_name == HIDDEN:
            return _hidden(context["widget"])
        return super().render(template_name, context, request)


HIDDEN = forms.HiddenInput.template_name


def _hidden(widget):
    said = {"type": "hidden", "name": widget["name"]}
    if widget["value"] is not None:
        said["value"] = widget["value"]
    attributes = "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in {**said, **widget["attrs"]}.items()
        if value is not False
    )
    return mark_safe(f"<input{attributes}>")


def form_field(bound: forms.BoundField, *, optional: bool = True, **extra) -> SafeString:
    """A field as its component. `optional` says so beside the label; `extra` is given to the component as it is."""
    widget = bound.field.widget
    if bound.is_hidden:
        return bound.as_widget()
    for kind, draw in DRAWN:
        if isinstance(widget, kind):
            return draw(bound, _common(bound, optional) | extra)
    return _text(bound, _common(bound, optional) | extra)


def error_summary(*forms_: forms.BaseForm) -> SafeString:
    """Every error of the forms, each linked to the first control of its field; empty where there are none."""
    found = [item for form in forms_ for item in _summary_items(form)]
    return (
        render("error-summary", titleText="There is a problem", errorList=found) if found else mark_safe("")
    )


def first_control(bound: forms.BoundField) -> str:
    """The id that a link to this field goes to."""
    suffix = "-day" if isinstance(bound.field.widget, DateInput) else ""
    return f"{bound.auto_id}{suffix}"


def _summary_items(form) -> list[dict[str, str | None]]:
    if isinstance(form, forms.BaseFormSet):
        whole: list[dict[str, str | None]] = [{"text": str(error)} for error in form.non_form_errors()]
        return whole + [item for part in form.forms for item in _summary_items(part)]
    if not form.errors:
        return []
    items: list[dict[str, str | None]] = [{"text": text} for text in words.form_errors(form)]
    for bound in form:
        href = None if bound.is_hidden else f"#{first_control(bound)}"
        items += [{"text": text, "href": href} for text in words.errors(bound)]
    return items


def _common(bound: forms.BoundField, optional: bool) -> dict:
    found = words.errors(bound) if bound.form.is_bound else []
    label = str(bound.label)
    if optional and not bound.field.required and not bound.field.disabled and _says_optional(bound):
        label += " (optional)"
    attrs = {key: value for key, value in bound.field.widget.attrs.items() if value not in (None, False)}
    classes = attrs.pop("class", "")
    return {
        "name": bound.html_name,
        "idPrefix": bound.auto_id,
        "id": bound.auto_id,
        "label": {"text": label, "classes": LABEL},
        "hint": {"text": str(bound.help_text)} if bound.help_text else None,
        "errorMessage": {"html": _sentences(found)} if found else None,
        "classes": classes,
        "autocomplete": attrs.pop("autocomplete", None),
        "inputmode": attrs.pop("inputmode", None),
        "disabled": bound.field.disabled or attrs.pop("disabled", None),
        "attributes": attrs,
    }


def _says_optional(bound: forms.BoundField) -> bool:
    return getattr(bound.form, "mark_optional", True) and not isinstance(bound.field, forms.BooleanField)


def _sentences(found: list[str]) -> SafeString:
    return mark_safe("<br>".join(conditional_escape(text) for text in found))


def _text(bound, params):
    widget = bound.field.widget
    params["type"] = getattr(widget, "input_type", "text")
    if params["type"] == "number":
        params |= {"type": "text", "inputmode": params["inputmode"] or "numeric", "spellcheck": False}
        params["classes"] = params["classes"] or "govuk-input--width-5"
    params["attributes"] = {
        k: v for k, v in params["attributes"].items() if k not in ("maxlength", "min", "max")
    }
    if prefix := params["attributes"].pop("data-prefix", None):
        params["prefix"] = {"text": prefix}
    value = widget.format_value(bound.value())
    return render("input", **params, value="" if value is None else str(value))


def _password(bound, params):
    return render("password-input", **params)


def _textarea(bound, params):
    limit = params["attributes"].pop("maxlength", None)
    rows = params["attributes"].pop("rows", 5)
    params["attributes"].pop("cols", None)
    params |= {"value": bound.value() or "", "rows": str(rows)}
    if limit is None:
        return render("textarea", **params)
    return render("character-count", **params, maxlength=str(limit), threshold="75")


def _select(bound, params):
    several = getattr(bound.field.widget, "allow_multiple_selected", False)
    if several:
        params["attributes"] |= {"multiple": "multiple", "size": str(LONG_LIST)}
    # options are written here: of hundreds, the component's macro, which calls another for each, takes most of a page
    start, end, rest = render("select", **params).partition("</select>")
    return mark_safe(f"{start}{_options(bound)}{end}{rest}")


def _options(bound: forms.BoundField) -> str:
    chosen, blank = set(_values(bound)), "Choose one" if bound.field.required else ""
    choices = bound.field.widget.choices
    if isinstance(choices, Named):  # hundreds of keys and names
        choices = list(iter(choices))  # `list` of it alone would have the database count them
        return kept("options", (choices, sorted(chosen), blank), lambda: (_written(choices, chosen, blank),))[
            0
        ]
    return _written(flatten_choices(choices), chosen, blank)


def _written(choices, chosen, blank):
    return "".join(
        OPTION[str(value) in chosen] % (_escaped(value), _escaped(blank if label == BLANK else label))
        for value, label in choices
    )


def _escaped(text) -> str:
    """As `conditional_escape`, at a tenth of the time."""
    return text.__html__() if hasattr(text, "__html__") else str(text).translate(ESCAPES)


ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
OPTION = '<option value="%s">%s</option>\n', '<option value="%s" selected>%s</option>\n'


def _radios(bound, params):
    return _with_items("radios", bound, _grouped(params), "checked")


def _checkboxes(bound, params):
    return _with_items("checkboxes", bound, _grouped(params), "checked")


def _checkbox(bound, params):
    item = {"value": "on", "text": params.pop("label")["text"], "checked": bool(bound.value())}
    item |= {"hint": params.pop("hint"), "attributes": params.pop("attributes")}
    return render("checkboxes", **params, items=[item])


def _date(bound, params):
    params = _grouped(params)
    params["hint"] = params["hint"] or {"text": "For example, 8 6 2026"}
    parts = bound.field.widget.parts(bound.value())
    return date_input(params.pop("name"), parts, **{k: v for k, v in params.items() if v is not None})


def _file(bound, params):
    """A browser sends a file once: where something else was refused, it is chosen again, and the page says so."""
    widget = bound.field.widget
    if bound.form.files and bound.form.errors and not bound.errors:
        kept = (params["hint"] or {}).get("text", "")
        params["hint"] = {"text": f"{kept} Choose the file again: it was not kept.".strip()}
    return render("file-upload", **params, multiple=getattr(widget, "allow_multiple_selected", False) or None)


def _grouped(params: dict) -> dict:
    """The label as the legend of a fieldset: for what has several controls."""
    label = params.pop("label")
    return params | {"fieldset": {"legend": {"text": label["text"], "classes": LEGEND}}}


def _with_items(component: str, bound: forms.BoundField, params: dict, chosen: str) -> SafeString:
    items = []
    for _group, options, _index in bound.field.widget.optgroups(bound.html_name, _values(bound)):
        for option in options:
            item = {
                "value": str(option["value"]),
                "text": str(option["label"]),
                chosen: bool(option["selected"]),
            }
            if not item["value"] and item["text"] == BLANK:
                continue
            hint = getattr(bound.field, "choice_hints", {}).get(item["value"])
            items.append(item | ({"hint": {"text": hint}} if hint else {}))
    return render(component, **params, items=items)


def _values(bound: forms.BoundField) -> list[str]:
    value = bound.field.widget.format_value(bound.value())
    return value if isinstance(value, list) else [str(value)]


DRAWN = (
    (DateInput, _date),
    (forms.PasswordInput, _password),
    (forms.Textarea, _textarea),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.FileInput, _file),
)


FORM_OPTIONS = dict.fromkeys(
    (
        "action",
        "after",
        "before",
        "cancel",
        "cancel_text",
        "guard",
        "id",
        "later",
        "method",
        "name",
        "value",
        "warning",
    )
)


@pass_context
def form_page(context, form, submit: str = "Save", **options) -> SafeString:
    """A whole form element: its CSRF token, fields and buttons, as templates/design/form_page.html draws it."""
    if unknown := options.keys() - FORM_OPTIONS.keys():
        raise TypeError(f"form_page has no option {', '.join(sorted(unknown))}")
    template = context.environment.get_template("design/form_page.html")
    csrf = context.get("csrf_input", "") if options.get("method") != "get" else ""
    shown = {"form": form, "submit": submit, "csrf_input": csrf, "options": FORM_OPTIONS | options}
    return mark_safe(template.render(shown))


GLOBALS = {
    "form_field": form_field,
    "error_summary": error_summary,
    "form_page": form_page,
    "component": render,
}
