"""The parameters that real functions have: name, kind and whether it may be left out, in order, for given full names.

Usage: python signatures.py NAMES.json OUT.json.gz, where NAMES.json is a list of names such as `tf.concat`
"""
import gzip
import inspect
import json
import sys

from calls import np, resolve

HOMES = {"Generator": np.random.Generator, "RandomState": np.random.RandomState}
found = {}
for name in json.load(open(sys.argv[1])):
    head, *rest = name.split(".")
    if head not in ("numpy", "tf", "keras"):
        continue
    try:
        owner = HOMES.get(rest[1]) if len(rest) == 3 else None
        function = resolve(name) if owner is None else getattr(owner, rest[2])
        parameters = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    except (AttributeError, TypeError, ValueError):
        continue
    found[name] = [[p.name, p.kind.name, p.default is not p.empty] for p in parameters]
with gzip.GzipFile(sys.argv[2], "wb", mtime=0) as out:
    out.write(json.dumps(found, sort_keys=True).encode())
print(len(found))
