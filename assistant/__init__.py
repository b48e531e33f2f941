"""Questions to cited answers: knows questions, not windows.

The names are imported when they are first asked for, so that `--help` does not wait for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer_json import answer_to_json
    from assistant.assistant import Assistant
    from assistant.errors import AssistantError, QuestionError, SessionError, SettingsError, SheetError
    from assistant.sessions import Session, Sessions
    from assistant.settings import Settings, load_settings
    from assistant.types import Answer, Citation, Exchange, Kind, Turn, Understood

_ROOMS = {
    "Answer": "types",
    "Assistant": "assistant",
    "AssistantError": "errors",
    "Citation": "types",
    "Exchange": "types",
    "Kind": "types",
    "QuestionError": "errors",
    "Session": "sessions",
    "SessionError": "errors",
    "Sessions": "sessions",
    "Settings": "settings",
    "SettingsError": "errors",
    "SheetError": "errors",
    "Turn": "types",
    "Understood": "types",
    "answer_to_json": "answer_json",
    "load_settings": "settings",
}

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


def __getattr__(name: str) -> object:
    """Import a public name from its room."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    value = getattr(import_module(f"assistant.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value
