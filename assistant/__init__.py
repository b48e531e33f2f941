"""Questions to cited answers: knows questions, not windows."""

from assistant.answer_json import answer_to_json
from assistant.assistant import Assistant
from assistant.errors import AssistantError, QuestionError, SettingsError
from assistant.settings import Settings, load_settings
from assistant.types import Answer, Citation, Kind, Turn, Understood

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Kind",
    "QuestionError",
    "Settings",
    "SettingsError",
    "Turn",
    "Understood",
    "answer_to_json",
    "load_settings",
]
