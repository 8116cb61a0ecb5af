from meetings.models import Paragraph

VIEW = "meetings.view_minutes"


def place_of(meeting, record, user):
    """The paragraph of the minutes under which an action stands, if the person may read it there."""
    if not user.has_perm(VIEW, meeting):
        return "", ""
    paragraphs = Paragraph.objects.visible_to(user).filter(action_lines__action=record.pk)
    number = paragraphs.values_list("number", flat=True).first()
    return (f"paragraph {number}", f"#p{number}") if number else ("", "")
