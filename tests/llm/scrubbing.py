"""What a cassette keeps of a request and of its answer: no header but the kind of content."""

from typing import Any

from vcr.request import Request

KEPT = {"content-type"}


def scrubbed(request: Request) -> Request:
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in KEPT}
    return request


def scrubbed_answer(answer: dict[str, Any]) -> dict[str, Any]:
    answer["headers"] = {name: value for name, value in answer["headers"].items() if name.lower() in KEPT}
    return answer
