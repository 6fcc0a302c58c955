"""A language model's server on the loopback: the formats of OpenAI and Anthropic, and trouble."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from rolecall.platform.settings import Settings

KEY = "sk-test-4f1d9c27e0aa"


@dataclass(frozen=True)
class Trouble:
    """An answer that is none. `status` 0: the connection is dropped after `seconds`."""

    status: int = 0
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        return json.dumps(self.body, ensure_ascii=False)


Reply = dict[str, Any] | str | Trouble | Callable[[Asked], Any]
"""A structured answer, a text that is none, trouble, or what a function of the request gives."""


@dataclass
class ModelServer:
    """Gives `replies` in turn, the last one again and again."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    tokens_in: int = 1200
    tokens_out: int = 300
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reply_to(self, asked: Asked) -> Any:
        with self.lock:
            self.asked.append(asked)
            reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        return reply(asked) if callable(reply) else reply

    def settings(self, tmp: Path, model: str = "openai:test-large", **changed: Any) -> Settings:
        """Settings that point here: 1 USD a million tokens read, 10 written, 5 USD a month."""
        given: dict[str, Any] = {
            "data_dir": tmp / "data",
            "llm_model": model,
            "llm_base_url": self.url if model.startswith("anthropic") else f"{self.url}/v1",
            "openai_api_key": SecretStr(KEY),
            "anthropic_api_key": SecretStr(KEY),
            "llm_price_in": Decimal(1),
            "llm_price_out": Decimal(10),
            "llm_budget": Decimal(5),
            "llm_timeout": 20.0,
            "log_level": "error",
        }
        return Settings(_env_file=None, **(given | changed))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: ModelServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        reply = self.model.reply_to(asked)
        if isinstance(reply, Trouble):
            time.sleep(reply.seconds)
            if not reply.status:
                self.close_connection = True
                self.connection.close()
                return
            self._send(reply.status, reply.body, reply.headers)
            return
        forms = {"/v1/responses": _response, "/v1/chat/completions": _completion, "/v1/messages": _message}
        form = forms.get(self.path)
        if form is None:
            self._send(404, {"error": {"message": "no such path"}})
            return
        self._send(200, form(self.model, asked, reply))

    def _send(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


def _response(model: ModelServer, asked: Asked, reply: Any) -> dict[str, Any]:
    """https://platform.openai.com/docs/api-reference/responses/object."""
    tools = asked.body.get("tools") or []
    if isinstance(reply, dict) and tools:
        output: dict[str, Any] = {
            "type": "function_call",
            "id": "fc_1",
            "call_id": f"call_{len(model.asked)}",
            "name": tools[0]["name"],
            "arguments": json.dumps(reply),
            "status": "completed",
        }
    else:
        text = reply if isinstance(reply, str) else json.dumps(reply)
        content = [{"type": "output_text", "text": text, "annotations": []}]
        output = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed", "content": content}
    return {
        "id": f"resp_{len(model.asked)}",
        "object": "response",
        "created_at": 1_790_000_000,
        "model": asked.body["model"],
        "status": "completed",
        "output": [output],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "error": None,
        "incomplete_details": None,
        "usage": {
            "input_tokens": model.tokens_in,
            "output_tokens": model.tokens_out,
            "total_tokens": model.tokens_in + model.tokens_out,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        },
    }


def _completion(model: ModelServer, asked: Asked, reply: Any) -> dict[str, Any]:
    """https://platform.openai.com/docs/api-reference/chat/object."""
    message = {"role": "assistant", "content": reply if isinstance(reply, str) else json.dumps(reply)}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": asked.body["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {
            "prompt_tokens": model.tokens_in,
            "completion_tokens": model.tokens_out,
            "total_tokens": model.tokens_in + model.tokens_out,
        },
    }


def _message(model: ModelServer, asked: Asked, reply: Any) -> dict[str, Any]:
    """https://docs.anthropic.com/en/api/messages."""
    tools = asked.body.get("tools") or []
    if isinstance(reply, dict) and tools:
        content = [{"type": "tool_use", "id": f"toolu_{len(model.asked)}", "name": tools[0]["name"], "input": reply}]
    else:
        content = [{"type": "text", "text": reply if isinstance(reply, str) else json.dumps(reply)}]
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": asked.body["model"],
        "content": content,
        "stop_reason": "tool_use" if tools else "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": model.tokens_in, "output_tokens": model.tokens_out},
    }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is what some tests want."""


@contextmanager
def serving() -> Iterator[ModelServer]:
    """The server, running."""
    model = ModelServer()
    server = _Server(("127.0.0.1", 0), type("ModelHandler", (Handler,), {"model": model}))
    model.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield model
    server.shutdown()
    server.server_close()


def told(asked: Asked) -> dict[str, Any]:
    """The data of a question about an application, in whichever format it came."""
    body = json.dumps(asked.body)
    start = body.index('\\n{\\"posting\\"') + 2
    data: dict[str, Any] = json.loads(json.loads('"' + body[start : body.index("\\nDATA-", start)] + '"'))
    return data


def careful(asked: Asked) -> dict[str, Any]:
    """What a careful model says of an application: only what a fact names."""
    data = told(asked)
    found = {
        requirement["id"]: (requirement["name"], fact)
        for requirement in data["requirements"]
        for fact in data["facts"]
        if requirement["found"] == "met" and requirement["name"] in fact["text"]
    }
    missing = [each for each in data["requirements"] if each["found"] == "missing"]
    met = [
        {"text": f"You name {name} in your own words.", "ids": [id, fact["id"]]} for id, (name, fact) in found.items()
    ]
    return {
        "commentary": met[:2],
        "met": met,
        "missing": [{"text": f"Your facts do not show {each['name']}.", "ids": [each["id"]]} for each in missing],
        "suggestions": [{"text": f"If you know {each['name']}, say where.", "ids": [each["id"]]} for each in missing]
        + [{"text": "Mention your Nobel prize.", "ids": []}],
    }


def wordy(asked: Asked) -> dict[str, Any]:
    """What a model says of the sample candidate's lines: one in other words, and one that promises more."""
    said = {
        "Moved 14 services": "With Terraform and Helm, moved 14 services from virtual machines to Kubernetes on AWS",
        "Mentor three engineers": "Mentor thirty engineers and lead the design reviews of two teams",
    }
    lines = told(asked)["lines"]
    return {
        "lines": [
            {"id": line["id"], "text": text}
            for line in lines
            for beginning, text in said.items()
            if line["text"].startswith(beginning)
        ]
    }
