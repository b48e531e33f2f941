"""A language model writes from the evidence of an answer, and every sentence is checked before it is shown.

It completes follow-ups (rewriting) and writes answers (writing); what a sentence may say is decided in checking.
Where it fails, the rules and the text's own sentences stand.
"""

from assistant.llm.rewriting import rewritten
from assistant.llm.writing import Writer

__all__ = ["Writer", "rewritten"]
