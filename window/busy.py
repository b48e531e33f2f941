"""What is asked while the queue is full: a refusal in words, at once, where Gradio says "Queue is full" in English."""

from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request
from fastapi.exception_handlers import http_exception_handler
from starlette.responses import JSONResponse, Response

BUSY = "现在提问的人太多,排队已满;请过几秒再试"
SECONDS = 3  # after which to try again

Handlers = dict[type[Exception], Callable[[Request, HTTPException], Awaitable[Response]]]


async def _told(request: Request, error: HTTPException) -> Response:
    """The refusal as 429 (to 503 Gradio's page has words of its own); every other error as it is."""
    if error.status_code == 503 and str(error.detail).startswith("Queue is full"):
        return JSONResponse({"detail": BUSY}, 429, {"Retry-After": str(SECONDS)})
    return await http_exception_handler(request, error)


HANDLERS: Handlers = {HTTPException: _told}
