"""Questions to cited answers: knows questions, not windows."""

from assistant.answer_json import answer_to_json
from assistant.assistant import Assistant
from assistant.errors import AssistantError, QuestionError, SessionError, SettingsError, SheetError
from assistant.sessions import Session, Sessions
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Citation, Exchange, Kind, Turn, Understood

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Exchange",
    "Kind",
    "QuestionError",
    "Session",
    "SessionError",
    "Sessions",
    "Settings",
    "SettingsError",
    "SheetError",
    "Turn",
    "Understood",
    "answer_to_json",
    "load_settings",
]
