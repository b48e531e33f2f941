"""The assistant over an invented plan that the tests of asking have."""

from tests.assistant.conftest import water

__all__ = ["water"]
