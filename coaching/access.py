"""Who may do what in coaching. What HR and superusers may do here: nothing, unless they are one of the two people."""

from bkn_portal.employees import access as people
from bkn_portal.employees.models import Employee

from .models import CoachingEngagement, CoachingSession, CoachProfile, FollowUp, GroupSession, Side


def can_request(employee: Employee) -> bool:
    """Everyone who still works here may ask for coaching."""
    return employee.is_active


def can_take_part(employee: Employee, engagement: CoachingEngagement) -> bool:
    """Coachee and coach: read goals and records, book, move, cancel, close. Not the supervisor it is shared with."""
    return employee.is_active and engagement.has(employee)


def can_set_goals(employee: Employee, engagement: CoachingEngagement) -> bool:
    """Both: set, change and withdraw goals while it is under way."""
    return can_take_part(employee, engagement)


def can_end(employee: Employee, engagement: CoachingEngagement) -> bool:
    """Both once it is under way; a mere request is withdrawn by the coachee, the coach declines it."""
    is_request = engagement.state == CoachingEngagement.State.REQUESTED
    return can_take_part(employee, engagement) and not (is_request and employee.pk == engagement.coach_id)


def can_answer(employee: Employee, engagement: CoachingEngagement) -> bool:
    """The coach who was asked."""
    return employee.is_active and employee.pk == engagement.coach_id


def can_share(employee: Employee, engagement: CoachingEngagement) -> bool:
    """The coachee alone decides whether the supervisor sees that this coaching exists."""
    return employee.is_active and employee.pk == engagement.coachee_id


def can_move(employee: Employee, session: CoachingSession) -> bool:
    """Both; a group session nobody alone, its coach moves it for all."""
    return session.group_id is None and can_take_part(employee, session.engagement)


def can_lead(employee: Employee, group: GroupSession) -> bool:
    """The coach: move, call off, look at who comes, write what all share."""
    return employee.is_active and employee.pk == group.coach_id


def can_join(employee: Employee, session: CoachingSession) -> bool:
    """The coachee who is invited to a group session."""
    return employee.is_active and session.group_id is not None and employee.pk == session.engagement.coachee_id


def can_write_agenda(employee: Employee, session: CoachingSession) -> bool:
    """The coachee; an introduction needs none."""
    return not session.is_introduction and employee.is_active and employee.pk == session.engagement.coachee_id


def can_give_feedback(employee: Employee, session: CoachingSession) -> bool:
    """The coach; the private note too. An introduction has neither."""
    return not session.is_introduction and employee.is_active and employee.pk == session.engagement.coach_id


def can_dismiss_collision(employee: Employee, session: CoachingSession) -> bool:
    """The coach, whose calendar it is."""
    return employee.is_active and employee.pk == session.engagement.coach_id


def can_close_introduction(employee: Employee, session: CoachingSession) -> bool:
    """Both, of an introduction only: a session is closed by its record."""
    return session.is_introduction and can_take_part(employee, session.engagement)


def can_read_record(employee: Employee, session: CoachingSession) -> bool:
    """The coach always; the coachee once the feedback was given, never its draft. Needs `session.record`."""
    if employee.pk == session.engagement.coach_id:
        return True
    return employee.pk == session.engagement.coachee_id and session.has_feedback


def can_reflect(employee: Employee, session: CoachingSession) -> bool:
    """The coachee: reflect and agree, or object. Nothing of an introduction is agreed to."""
    return not session.is_introduction and employee.is_active and employee.pk == session.engagement.coachee_id


def can_tick(employee: Employee, follow_up: FollowUp) -> bool:
    """Whoever has to do it, and the coach."""
    engagement = follow_up.session.engagement
    is_doer = follow_up.side == Side.COACHEE and employee.pk == engagement.coachee_id
    return employee.is_active and (is_doer or employee.pk == engagement.coach_id)


def can_manage_profiles(employee: Employee) -> bool:
    """HR admins approve, pause and correct coach profiles."""
    return people.can_manage_people(employee)


def can_manage_lists(employee: Employee) -> bool:
    """HR admins keep themes and session lengths."""
    return people.can_manage_people(employee)


def can_propose(employee: Employee) -> bool:
    """Everyone who still works here may offer to coach; HR approves."""
    return employee.is_active


def can_keep_profile(employee: Employee, profile: CoachProfile) -> bool:
    """The coach, and HR for them: words, themes, hours, exceptions, pause and resume."""
    return can_manage_profiles(employee) or (employee.is_active and employee.pk == profile.person_id)


def can_leave(employee: Employee, profile: CoachProfile) -> bool:
    """The coach alone says goodbye."""
    return employee.is_active and employee.pk == profile.person_id


def can_watch(employee: Employee, profile: CoachProfile) -> bool:
    """Everyone but the coach may ask to be told about a free place."""
    return employee.is_active and employee.pk != profile.person_id


def can_hand_over(employee: Employee) -> bool:
    """HR admins propose another coach; goal, theme and records do not go with the proposal."""
    return people.can_manage_people(employee)


def can_read_theme_sums(employee: Employee) -> bool:
    """HR admins: counts of five and more, never by person."""
    return people.can_manage_people(employee)


def can_ask_next(employee: Employee, engagement: CoachingEngagement) -> bool:
    """The coachee whose request came to nothing: the text goes nowhere without them."""
    return employee.is_active and employee.pk == engagement.coachee_id


def can_see_evaluation_averages(employee: Employee) -> bool:
    """HR admins and leadership: averages of at least five people over all coaching, never of one coach."""
    return people.can_manage_people(employee) or (employee.is_active and employee.is_leader)
