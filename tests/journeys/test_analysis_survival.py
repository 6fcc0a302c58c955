"""kill -9 of everything while a language model is asked: started again, it is not asked twice, and the cost counts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.journeys.conftest import rolecall_up
from tests.journeys.test_survival import everything, wait
from tests.platform.model_server import KEY, Trouble, careful, serving


def test_killed_in_the_call_it_is_marked_and_not_asked_again_by_itself(short_folder: Path) -> None:
    data = short_folder / "killed-in-a-call"
    with serving() as model:
        settings = {
            "ROLECALL_LLM_MODEL": "openai:test-large",
            "ROLECALL_LLM_BASE_URL": f"{model.url}/v1",
            "OPENAI_API_KEY": KEY,
            "ROLECALL_LLM_PRICE_IN": "1",
            "ROLECALL_LLM_PRICE_OUT": "10",
            "ROLECALL_LLM_BUDGET": "5",
        }
        model.replies = [Trouble(500, seconds=30)]
        with rolecall_up(data, "--demo", **settings) as first:
            api = first.sign_in()
            wait("the sample's scores", 60, lambda: any(p["score"] for p in everything(api, "postings")))
            best = everything(api, "postings")[0]
            opened = api.post("applications", json={"posting_id": best["id"]}).raise_for_status().json()
            path = f"applications/{opened['applications'][0]['id']}/analysis"
            api.post(f"{path}/run").raise_for_status()
            wait("the question", 30, lambda: model.asked)
            first.kill_everything()

        model.replies = [careful]
        with rolecall_up(data, **settings) as second:
            api = second.sign_in()

            def shown() -> dict[str, Any]:
                found: dict[str, Any] = api.get(path).raise_for_status().json()
                return found

            wait("the mark after the kill", 60, lambda: shown()["state"] == "failed")
            run = shown()["run"]
            assert (run["problem_code"], run["cost_exact"]) == ("llm.interrupted", False)
            assert run["cost_usd"] > 0
            assert shown()["budget"]["left_usd"] < 5
            time.sleep(3)
            assert len(model.asked) == 1
            api.post(f"{path}/run").raise_for_status()
            wait("the words", 30, lambda: shown()["state"] == "done")
            assert len(model.asked) == 2
