import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from audit import verify
from design.filters import plural


class Command(BaseCommand):
    help = (
        "Compute the log's digests and chain again, look at the database's guards and at every sign-off, and "
        "say what is not as it was written. Exits with 1 if anything is."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args, **options):
        findings = verify.run_all()
        sound = not any(finding.faults for finding in findings.values())
        if options["json"]:
            report = {"sound": sound, "checks": {name: asdict(found) for name, found in findings.items()}}
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
        else:
            self.show(findings, sound)
        if not sound:
            sys.exit(1)

    def show(self, findings, sound):
        for name, finding in findings.items():
            state = plural(len(finding.faults) + finding.more, "fault") if finding.faults else "sound"
            self.stdout.write(f"{name}: {finding.checked:,} checked, {state}. {finding.note}".strip())
            for sentence in finding.faults:
                self.stdout.write(f"  {sentence}")
            if finding.more:
                self.stdout.write(f"  and {finding.more:,} more.")
        self.stdout.write("All is as it was written." if sound else "Something is not as it was written.")
