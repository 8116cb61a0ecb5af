"""Review co-ordinators of a partnership: who they are, and that a new one goes unnoticed by none of them."""

from audit.clock import today
from design.addresses import url
from notices.services import notify
from partnership.models import Role, User
from reviews.models import DeathReport

TOLD = "/reviews/told/"


def of(partnership):
    return holding(partnership, Role.Kind.REVIEWS)


def without(receipts):
    """Partnerships of the receipts in which nobody reads what is sent. It tells nothing of what became of a report."""
    names = {row["partnership"]: row["partnership__name"] for row in receipts}
    roles = Role.objects.on(today()).filter(kind=Role.Kind.REVIEWS, person__user__is_active=True)
    served = set(roles.filter(partnership__in=names).values_list("partnership", flat=True))
    return [name for key, name in names.items() if key not in served]


def holding(partnership, kind):
    roles = Role.objects.on(today()).filter(partnership=partnership, kind=kind)
    return User.objects.filter(is_active=True, person__in=roles.values("person"))


def tell_of_role(role, **_):
    """The role opens referrals that wait: the others hear that it was given, and whoever has it hears of what waits."""
    if role.kind != Role.Kind.REVIEWS:
        return
    notify(
        of(role.partnership).exclude(person=role.person_id), None, f"role-{role.pk}",
        subject=f"A role was given in {role.partnership}", line="Its page says who has which role.",
        path=url("home:partnership", role.partnership.slug),
    )  # fmt: skip
    for row in DeathReport.objects.filter(partnership=role.partnership, taken_on=None):
        tell_of_report(row, User.objects.filter(is_active=True, person=role.person_id))


def tell_of_report(row, users):
    notify(users, None, f"told-{row.pk}", path=TOLD, names_nothing=True)


def ask_for_one(partnership):
    """Where there is none, whoever may name one is told that one is needed, and not why."""
    notify(
        holding(partnership, Role.Kind.ADMINISTRATOR), None, f"coordinator-{partnership.pk}",
        subject=f"{partnership} has no review co-ordinator", line="Give somebody the role on its page.",
        path=url("home:partnership", partnership.slug),
    )  # fmt: skip
