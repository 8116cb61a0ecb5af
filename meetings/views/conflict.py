from django.shortcuts import render


def conflict(request, form, current, version, *, title, cancel=None):
    """Two people edited the same thing: the second sees both versions and chooses. Nothing typed is lost."""
    fields = [
        (form.fields[name].label, getattr(current, name), form.cleaned_data.get(name))
        for name in form.fields
        if hasattr(current, name) and name != "version"
    ]
    newest = current.history.latest()
    form.data = form.data.copy()
    form.data["version"] = version
    context = {
        "title": title,
        "who": newest.history_user or "Somebody else",
        "at": newest.history_date,
        "fields": [row for row in fields if row[1] != row[2]],
        "form": form,
        "cancel": cancel or current.get_absolute_url(),
    }
    return render(request, "design/conflict.html", context, status=409)
