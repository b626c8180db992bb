"""A local OpenAI-compatible server over a real socket that answers as it is told, and keeps what it was sent."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Scripted:
    """One answer: its status, headers and body; sent after `wait` seconds, and one byte every `drip` seconds if set."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


def completion(content: str, finish_reason: str = "stop", cached: int = 0) -> Scripted:
    """The answer of a chat model that said this, `cached` of its prompt's 50 tokens from the prefix cache."""
    details = {"prompt_tokens_details": {"cached_tokens": cached}} if cached else {}
    message = {"role": "assistant", "content": content}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
        "usage": {"prompt_tokens": 50, "completion_tokens": 10, "total_tokens": 60, **details},
    }
    return Scripted(200, json.dumps(body), {"Content-Type": "application/json"})


def tool_call(arguments: str, name: str = "DraftReply") -> Scripted:
    """The answer of a chat model that called a tool with these arguments."""
    call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": arguments}}
    body = json.loads(completion("").body)
    body["choices"][0]["message"] |= {"content": None, "tool_calls": [call]}
    return Scripted(200, json.dumps(body), {"Content-Type": "application/json"})


@dataclass
class Server:
    """Where the server listens, what it will answer (the last answer for ever), and what it was sent."""

    base_url: str
    answers: list[Scripted]
    requests: list[bytes] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)

    @property
    def prompts(self) -> list[list[dict[str, Any]]]:
        """The messages of each request."""
        return [json.loads(body)["messages"] for body in self.requests]


@contextmanager
def serving(*answers: Scripted) -> Iterator[Server]:
    """A server that gives these answers in order."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            server.requests.append(self.rfile.read(int(self.headers["Content-Length"])))
            server.heads.append(dict(self.headers))
            answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            time.sleep(answer.wait)
            with suppress(OSError):  # whoever asked has gone, which is what some tests are about
                self._send(answer)

        def _send(self, answer: Scripted) -> None:
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if not answer.drip:
                self.wfile.write(body)
            for byte in body if answer.drip else b"":
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(answer.drip)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: tests say themselves what went wrong."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_port}/v1", list(answers))
    Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
