"""Pages that say how the portal stands to its users, and one for the machines that watch it."""

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@login_not_required
def accessibility_show(request):
    return render(request, "home/accessibility.html")


@login_not_required
def privacy_show(request):
    return render(request, "home/privacy.html")


@login_not_required
def help_show(request):
    return render(request, "home/help.html")


@never_cache
@login_not_required
def health_show(request):
    """503 when the database does not answer. Without the broker the portal goes on, and its work waits."""
    database, broker = _database_answers(), _broker_answers()
    said = {True: "answers", False: "is away"}
    return JsonResponse({"database": said[database], "broker": said[broker]}, status=200 if database else 503)


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def _broker_answers():
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except Exception:
        return False
    return True
