"""What the audit trail calls the events of this app."""

from django.utils.translation import gettext_lazy as _

from bkn_portal.audit.labels import register

register(
    "coaching",
    {
        "engagement.requested": _("Coaching requested"),
        "engagement.accepted": _("Coaching request accepted"),
        "engagement.declined": _("Coaching request declined"),
        "engagement.expired": _("Coaching request expired"),
        "engagement.cancelled": _("Coaching ended early"),
        "engagement.completed": _("Coaching completed"),
        "engagement.handed_over": _("Another coach proposed"),
        "engagement.shared": _("Sharing with the supervisor changed"),
        "engagement.thanked": _("Thanks given"),
        "session.booked": _("Session booked"),
        "session.moved": _("Session moved"),
        "session.cancelled": _("Session cancelled"),
        "session.no_show": _("Session missed"),
        "session.recorded": _("Talk recorded afterwards"),
        "session.agenda_written": _("Agenda written"),
        "session.feedback_drafted": _("Feedback drafted"),
        "session.feedback_given": _("Feedback given"),
        "session.reply_drafted": _("Reflection drafted"),
        "session.feedback_returned": _("Feedback returned for correction"),
        "session.note_written": _("Private note written"),
        "session.agreed": _("Record agreed"),
        "session.introduced": _("Introduction held"),
        "session.joined": _("Part in a group session taken"),
        "group.booked": _("Group session booked"),
        "group.moved": _("Group session moved"),
        "group.cancelled": _("Group session called off"),
        "follow_up.marked": _("Follow-up marked"),
        "profile.proposed": _("Coach profile proposed"),
        "profile.stored": _("Coach profile stored by HR"),
        "profile.changed": _("Coach profile changed"),
        "profile.declined": _("Coach profile declined"),
        "profile.state_changed": _("State of a coach profile changed"),
        "profile.paused_unanswered": _("Coach paused: requests went unanswered"),
        "profile.left": _("Coach left"),
        "profile.hours_set": _("Coach's hours set"),
        "profile.day_off_added": _("Day off added"),
        "profile.extra_hours_added": _("Extra hours added"),
        "profile.exception_removed": _("Exception to the hours removed"),
    },
)
