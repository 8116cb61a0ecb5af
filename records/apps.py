from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Records"

    def ready(self):
        from audit import taken as audited  # noqa: PLC0415
        from audit import verify  # noqa: PLC0415
        from partnership.models import Agreement  # noqa: PLC0415 -- needs the app registry
        from partnership.places import OPENINGS  # noqa: PLC0415
        from records import (  # noqa: PLC0415
            access,
            taken,
            tasks,  # noqa: F401 -- so that `records.jobs.wake` finds its task in the web too
        )
        from records.models import GroupGrant, PartnershipGrant, ShutOut, UserGrant  # noqa: PLC0415
        from records.querysets import SHUT_OUT, granted_with_places  # noqa: PLC0415

        taken.register(access.end_again)
        taken.register_shut_outs(access.shut_out_again)
        verify.register("what was taken away", audited.verify_taken)
        OPENINGS.sql, OPENINGS.shut = granted_with_places(), SHUT_OUT
        for model in (UserGrant, GroupGrant, PartnershipGrant, Agreement):
            for signal in (post_save, post_delete):
                signal.connect(_grants_changed, sender=model, dispatch_uid="records.grants_changed")
        post_save.connect(_shut_outs_changed, sender=ShutOut, dispatch_uid="records.shut_outs_changed")


def _grants_changed(**_):
    from partnership.places import OPENINGS  # noqa: PLC0415

    OPENINGS.turn += 1


def _shut_outs_changed(**_):
    from partnership.places import OPENINGS  # noqa: PLC0415

    OPENINGS.shut_turn += 1
