from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "giaoban.cycle.meetings"

    def ready(self) -> None:
        from giaoban.cycle.meetings.explaining import rights_in_meeting
        from giaoban.cycle.meetings.papers_seen import documents_of_meetings
        from giaoban.records.documents import hooks as documents
        from giaoban.records.organisations.hooks import explain

        documents.add_visibility(documents_of_meetings)
        explain("meetings.meeting", rights_in_meeting)
