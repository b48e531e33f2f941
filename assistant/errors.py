"""What can go wrong in asking.

AssistantError
├── BackupError          a backup cannot be written, is damaged, or is not for this home
├── QuestionError        the question is empty or too long
├── BatchError           the answers of a batch cannot be written
├── FeedbackError        a verdict cannot be kept
├── SessionError         a conversation is not there, or the file that keeps them cannot be used
├── SettingsError        a setting is unknown or has a wrong value
└── SheetError           a file is no answer sheet
"""


class AssistantError(Exception):
    """A problem in asking; its message names the fix."""


class BackupError(AssistantError):
    """A backup cannot be written, is damaged, or would overwrite what is there."""


class QuestionError(AssistantError):
    """The question is empty or too long."""


class BatchError(AssistantError):
    """The answers of a batch cannot be written."""


class FeedbackError(AssistantError):
    """A verdict on an answer cannot be kept."""


class SessionError(AssistantError):
    """A conversation is not there, or the file that keeps them cannot be read or written."""


class SettingsError(AssistantError):
    """A setting is unknown or has a wrong value."""


class SheetError(AssistantError):
    """A file is no answer sheet that was exported here."""
