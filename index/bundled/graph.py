"""The encoder as an ONNX graph without its tensors: `python -m index.bundled.graph` writes graph.onnx, which ships.

To be run when the graph or the order of the tensors changes; it needs `onnx`, which running the graph does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto
from onnx import helper as make

from index.bundled.tensors import FILE, tensors
from index.bundled.weights import Weights

GRAPH = Path(__file__).with_name("graph.onnx")
MICROSOFT = "com.microsoft"  # ONNX Runtime's own operators


def graph(weights: Weights) -> onnx.ModelProto:
    """Word, position and type vectors added up, shape (1, tokens, dim), to the mean of the last layer, (1, dim)."""
    sizes, epsilon, nodes = weights.sizes, weights.epsilon, list[onnx.NodeProto]()
    dim = sizes["dim"]

    def node(kind: str, inputs: list[str], output: str | list[str], domain: str = MICROSOFT, **settings: Any) -> str:
        outputs = [output] if isinstance(output, str) else output
        nodes.append(make.make_node(kind, inputs, outputs, domain=domain, **settings))
        return outputs[0]

    def product(x: str, name: str) -> str:
        even = node("Mul", [x, f"{name}.even"], f"{name}.evened", domain="")
        given = [even, f"{name}.w", f"{name}.scale", "", f"{name}.b"]
        most = node("DynamicQuantizeMatMul", given, f"{name}.most")
        few = node("Gather", [x, f"{name}.few"], f"{name}.large", domain="", axis=-1)
        more = node("MatMul", [few, f"{name}.rest"], f"{name}.more", domain="")
        return node("Add", [most, more], name, domain="")

    def added(x: str, before: str, name: str) -> str:
        return node("SkipLayerNormalization", [x, before, f"{name}.w", f"{name}.b"], name, epsilon=epsilon)

    x = node("LayerNormalization", ["embedded", "emb.ln.w", "emb.ln.b"], "l", domain="", epsilon=epsilon)
    for layer in (f"l{number}" for number in range(sizes["layers"])):
        heads = [f"{layer}.{part}" for part in "qkv"]
        node("Split", [product(x, f"{layer}.qkv")], heads, domain="", axis=-1, num_outputs=3)
        seen = node("MultiHeadAttention", heads, f"{layer}.seen", num_heads=sizes["heads"])
        x = added(product(seen, f"{layer}.ao"), x, f"{layer}.aln")
        wide = node("Gelu", [product(x, f"{layer}.fi")], f"{layer}.wide")
        x = added(product(wide, f"{layer}.fo"), x, f"{layer}.oln")
    node("ReduceMean", [x, "tokens"], "mean", domain="", keepdims=0)
    shape = make.make_tensor_value_info
    made = make.make_graph(
        nodes,
        "multilingual-e5-small",
        [shape("embedded", TensorProto.FLOAT, [1, None, dim])],
        [shape("mean", TensorProto.FLOAT, [1, dim])],
        [make.make_tensor("tokens", TensorProto.INT64, [1], [1]), *_outside(weights)],
    )
    opsets = [make.make_opsetid("", 21), make.make_opsetid(MICROSOFT, 1)]
    return make.make_model(made, opset_imports=opsets, ir_version=10)


def _outside(weights: Weights) -> list[onnx.TensorProto]:
    """The tensors as places in the file beside the graph."""
    found, at = [], 0
    for name, array in tensors(weights):
        kind = make.np_dtype_to_tensor_dtype(array.dtype)
        tensor = TensorProto(name=name, data_type=kind, dims=array.shape, data_location=TensorProto.EXTERNAL)
        for key, value in (("location", FILE), ("offset", at), ("length", array.nbytes)):
            tensor.external_data.add(key=key, value=str(value))
        found.append(tensor)
        at += array.nbytes
    return found


if __name__ == "__main__":
    GRAPH.write_bytes(graph(Weights()).SerializeToString(deterministic=True))
