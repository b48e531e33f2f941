"""What can go wrong in asking.

AssistantError
├── QuestionError        the question is empty or too long
└── SettingsError        a setting is unknown or has a wrong value
"""


class AssistantError(Exception):
    """A problem in asking; its message names the fix."""


class QuestionError(AssistantError):
    """The question is empty or too long."""


class SettingsError(AssistantError):
    """A setting is unknown or has a wrong value."""
