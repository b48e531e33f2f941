"""One turn more of a kept conversation: its history is what the session kept, whoever asks."""

from collections.abc import Sequence

from assistant.assistant import Assistant
from assistant.sessions import Sessions
from assistant.types import Exchange


def history(turns: Sequence[Exchange]) -> list[str]:
    """The earlier questions as they were understood, oldest first; one that failed leaves nothing to refer to."""
    return [turn.answer.standalone for turn in turns if turn.answer.status != "error"]


def continued(
    assistant: Assistant, sessions: Sessions, owner: str, session_id: str, question: str, doc: str | None = None
) -> Exchange:
    """Ask in a session, and keep the answer there. Raises QuestionError, SessionError."""
    turns = sessions.turns(owner, session_id)
    return sessions.append(owner, session_id, assistant.ask(question, history(turns), doc))
