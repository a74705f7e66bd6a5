"""Records the configurations of the layers of ready-made models, one of each family and form: plain values, those of
nested Sequentials included.

Usage: python applicationConfigs.py ../applicationConfigs.keras3.jsonl.gz
"""

import gzip
import json
import sys

import keras

FUNCTIONS = [
    "ResNet50", "ResNet50V2", "VGG16", "InceptionV3", "InceptionResNetV2", "Xception", "DenseNet121", "MobileNet",
    "MobileNetV2", "MobileNetV3Small", "MobileNetV3Large", "EfficientNetB0", "EfficientNetB3", "EfficientNetV2B0",
    "EfficientNetV2S", "NASNetMobile", "ConvNeXtTiny",
]  # fmt: skip
LEFT_OUT = {"name", "dtype", "batch_shape", "sparse", "ragged", "layers", "build_input_shape"}


def plain(value):
    if isinstance(value, dict):
        return {"class": value["class_name"]} if "class_name" in value else None
    return value


def flat(model):
    for layer in model.layers:
        if isinstance(layer, keras.Sequential):
            yield from layer.layers
        else:
            yield layer


with gzip.open(sys.argv[1], "wt") as out:
    for name in FUNCTIONS:
        keras.backend.clear_session()
        model = getattr(keras.applications, name)(weights=None)
        layers = [
            [layer.name, {key: plain(value) for key, value in layer.get_config().items() if key not in LEFT_OUT}]
            for layer in flat(model)
        ]
        out.write(json.dumps({"fn": name, "layers": layers}, separators=(",", ":")) + "\n")
