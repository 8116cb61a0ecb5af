import datetime as dt
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from design.filters import plural
from meetings.importing.as_json import summary
from meetings.reports.imports import prepare
from meetings.services.imports import import_minutes
from partnership.models import Body, User
from records.lifecycle import MoveRefused


class Command(BaseCommand):
    help = "Take in minutes from a Word, web or text file. With --dry-run nothing is written and no body is needed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--body", help="The body's name in web addresses (slug)")
        parser.add_argument(
            "--date", type=dt.date.fromisoformat, help="The day of the meeting, as 2026-10-14"
        )
        parser.add_argument(
            "--as", dest="user", help="E-mail address of the officer in whose name it is done"
        )
        parser.add_argument("--dry-run", action="store_true", help="Read and report only")
        parser.add_argument("--json", action="store_true", help="Report as JSON")

    def handle(self, *, file, body, date, user, dry_run, json, **options):
        try:
            prepared = prepare(file.name, self._read(file), body=self._body(body, dry_run), held_on=date)
        except MoveRefused as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        meeting = None if dry_run else self._import(prepared, date, self._user(user, prepared.body))
        self._report(prepared, meeting, json)

    def _read(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error

    def _body(self, slug, dry_run):
        if not slug and dry_run:
            return None
        if not slug:
            raise CommandError("Say whose minutes these are: --body SLUG. To look only, use --dry-run.")
        found = Body.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(Body.objects.values_list("slug", flat=True)[:20]) or "none yet"
            raise CommandError(f"There is no body “{slug}”. Those there are: {known}.")
        return found

    def _user(self, email, body):
        """Named, else an officer of the body's partnership: every record is made by somebody."""
        if email:
            user = User.objects.filter(email__iexact=email).first()
        else:
            roles = {"person__roles__kind": "officer", "person__roles__partnership": body.partnership}
            user = User.objects.filter(is_active=True, **roles).order_by("pk").first()
        if user is None:
            raise CommandError(
                "Nobody can be named as the officer. Use --as E-MAIL of a partnership officer."
            )
        return user

    def _import(self, prepared, date, user):
        try:
            return import_minutes(
                prepared.body, prepared.parsed, by=user, digest=prepared.digest, held_on=date,
                people=prepared.certain_people,
            )  # fmt: skip
        except MoveRefused as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal

    def _report(self, prepared, meeting, as_json):
        said = summary(prepared.parsed)
        said["warnings"] += prepared.questions_in_words
        if meeting:
            said["reference"] = meeting.reference
        if as_json:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        counts = (
            plural(said["items"], "item"),
            plural(sum(said["paragraphs"]), "paragraph"),
            plural(sum(said["resolutions"]), "resolution"),
            plural(len(said["actions"]), "action"),
            plural(sum(said["attendance"].values()), "name"),
        )
        self.stdout.write(f"{', '.join(counts)}.")
        for warning in said["warnings"]:
            self.stdout.write(f"- {warning}")
        if meeting:
            self.stdout.write(self.style.SUCCESS(f"{meeting.reference}: {meeting.title}"))
