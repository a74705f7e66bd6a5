"""What real Keras computes in small models, call by call: configurations, weights, inputs and every output.

Usage: python numerics.py FOLDER OUT.json.gz
FOLDER holds one folder per model with `model.keras`, `io.npz` (arrays of all inputs and outputs) and `io.json`, which names
them: `inputs` with `name`, `key`, `dtype`; `outputs` with `layer`, `node`, `tensor`, `key`. Layers of nested models carry
the model's name and call in front, as in run plans. Arrays are written little-endian in Base64.
"""
import base64
import gzip
import inspect
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
from keras.src import tree
from keras.src.backend import KerasTensor


def array(values):
    values = np.asarray(values)
    kind = values.dtype.kind
    if kind == "f":
        values, name = values.astype("<f4"), "float32"
    elif kind == "b":
        values, name = values.astype("u1"), "bool"
    else:
        values, name = values.astype("<i4"), "int32"
    return {"shape": list(values.shape), "dtype": name, "data": base64.b64encode(values.tobytes()).decode()}


def named(family, name, config):
    return {"object": {"family": family, "name": name, "config": config}}


def config_json(value):
    """A value of a configuration in the form run plans have."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return {"float": float(value) if np.isfinite(value) else str(value).replace("inf", "Infinity").replace("nan", "NaN")}
    if isinstance(value, (list, tuple)):
        return [config_json(item) for item in value]
    if isinstance(value, np.ndarray):
        return {"array": {"shape": list(value.shape), "dtype": str(value.dtype), "values": value.ravel().tolist()}}
    if isinstance(value, slice):
        parts = {"start": value.start, "stop": value.stop, "step": value.step}
        return named("slice", "slice", {key: config_json(part) for key, part in parts.items()})
    if value is Ellipsis:
        return named("ellipsis", "Ellipsis", {})
    if isinstance(value, dict):
        return record_json(value)
    if hasattr(value, "numpy"):
        return config_json(np.asarray(value))
    return {"unknown": f"a {type(value).__name__}"}


def record_json(value):
    name, config = value.get("class_name"), value.get("config")
    if name == "DTypePolicy":
        return config["name"]
    if name == "__tuple__":
        return [config_json(item) for item in value["items"]]
    if name == "__numpy__":
        return config_json(np.array(config["value"], dtype=config["dtype"]))
    if name is None or config is None:
        return {"record": {key: config_json(item) for key, item in value.items()}}
    given = {key: config_json(item) for key, item in config.items()}
    if "keras.layers" in (value.get("module") or ""):
        return {"layer": {"className": name, "name": config.get("name", ""), "dialect": "keras3", "given": given}}
    return named("", name, given)


def argument_json(value, counter):
    if isinstance(value, KerasTensor):
        counter[0] += 1
        return {"input": counter[0] - 1}
    if isinstance(value, (list, tuple)):
        return [argument_json(item, counter) for item in value]
    return config_json(value)


class Recording:
    def __init__(self, io, arrays):
        self.arrays = arrays
        self.keys = {(o["layer"], o["node"], o["tensor"]): o["key"] for o in io["outputs"]}
        self.variables = {}
        self.calls = []

    def add_graph(self, model, prefix, places):
        """Adds the calls of a functional graph; `places` maps tensors to (node, output)."""
        own = {id(node) for nodes in model._nodes_by_depth.values() for node in nodes}
        for operation in model.operations:
            if isinstance(operation, keras.layers.InputLayer):
                continue
            nodes = [node for node in operation._inbound_nodes if id(node) in own]
            for index, node in enumerate(nodes):
                self.add_call(operation, node, index, prefix, places)

    def add_call(self, operation, node, index, prefix, places):
        name = prefix + operation.name
        node_id = name if index == 0 else f"{name}[{index}]"
        inputs = [places[id(tensor)] for tensor in node.input_tensors]
        counter = [0]
        args = [argument_json(arg, counter) for arg in node.arguments.args]
        keywords = {key: argument_json(arg, counter) for key, arg in node.arguments.kwargs.items()}
        call = {"node": node_id, "name": name, "callIndex": index, "className": type(operation).__name__}
        if isinstance(operation, keras.Model):
            graph = operation._functional if isinstance(operation, keras.Sequential) else operation
            inner = {id(tensor): inputs[i] for i, tensor in enumerate(tree.flatten(graph.inputs))}
            self.add_graph(graph, f"{name}[{index}]/", inner)
            call |= {"kind": "model", "inputs": [inner[id(tensor)] for tensor in tree.flatten(graph.outputs)]}
        elif isinstance(operation, keras.layers.Layer):
            call |= self.layer(operation, args, keywords) | {"inputs": inputs}
        else:
            own = {key: config_json(value) for key, value in vars(operation).items() if key[0] != "_" and key != "name" and not callable(value)}
            call |= {"kind": "op", "inputs": inputs, "args": args, "keywords": own | keywords}
        for output, tensor in enumerate(node.output_tensors):
            places[id(tensor)] = [node_id, output]
        call["outputs"] = [array(self.arrays[self.keys[name, index, i]]) for i in range(len(node.output_tensors))]
        self.calls.append(call)

    def layer(self, layer, args, keywords):
        names = [name for name in inspect.signature(layer.call).parameters if name != "self"]
        return {
            "kind": "layer",
            "given": {key: config_json(value) for key, value in layer.get_config().items()},
            "variables": str(self.variables.setdefault(id(layer), len(self.variables))),
            "call": dict(zip(names, args)) | keywords,
            "weights": [{"name": w.path.split("/", 1)[-1], "trainable": w.trainable, **array(w.numpy())} for w in layer.weights],
        }


def record(folder):
    with open(os.path.join(folder, "io.json")) as file:
        io = json.load(file)
    arrays = np.load(os.path.join(folder, "io.npz"))
    model = keras.models.load_model(os.path.join(folder, "model.keras"))
    graph = model._functional if isinstance(model, keras.Sequential) else model
    recording = Recording(io, arrays)
    inputs, places = [], {}
    by_name = {entry["name"]: entry for entry in io["inputs"]}
    for position, tensor in enumerate(tree.flatten(graph.inputs)):
        name = tensor._keras_history.operation.name
        entry = by_name.get(name) or io["inputs"][position]
        inputs.append({"name": name, "shape": list(tensor.shape), "dtype": entry["dtype"], "values": array(arrays[entry["key"]])})
        places[id(tensor)] = [name, 0]
    recording.add_graph(graph, "", places)
    return {"inputs": inputs, "calls": recording.calls}


source, target = sys.argv[1:]
models = {name: record(os.path.join(source, name)) for name in sorted(os.listdir(source))}
with gzip.GzipFile(target, "wb", mtime=0) as file:
    file.write(json.dumps(models, separators=(",", ":")).encode())
