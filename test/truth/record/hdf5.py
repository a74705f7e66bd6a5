"""Writes small HDF5 files in the ways h5py can, and what they hold as JSON. Run: python hdf5.py FOLDER"""

import json
import sys
from pathlib import Path

import h5py
import numpy as np

folder = Path(sys.argv[1])


def content(group):
    out = {"attributes": {}, "members": {}}
    for name, value in group.attrs.items():
        if isinstance(value, (str, bytes, np.bytes_)):
            out["attributes"][name] = value if isinstance(value, str) else value.decode()
        else:
            items = np.asarray(value).ravel().tolist()
            out["attributes"][name] = [i.decode() if isinstance(i, bytes) else i for i in items]
    for name in group:
        member = group[name]
        if isinstance(member, h5py.Group):
            out["members"][name] = content(member)
        else:
            values = member[()].astype("float64").ravel().tolist()
            out["members"][name] = {"shape": list(member.shape), "values": values}
    return out


def numbers(file, prefix="", **options):
    rng = np.random.default_rng(3)
    for dtype in ["<f4", "<f8", "<f2", ">f4", "<i4", "<i8", ">i4", "<u1", "<i2", "?"]:
        values = rng.integers(0, 2 if dtype == "?" else 90, (5, 7)).astype(dtype)
        file.create_dataset(prefix + dtype.strip("<").replace(">", "big_").replace("?", "bool"), data=values, **options)


def write(name, fill, **options):
    path = folder / f"{name}.h5"
    with h5py.File(path, "w", **options) as file:
        fill(file)
    with h5py.File(path) as file:
        (folder / f"{name}.json").write_text(json.dumps(content(file)))


def plain(file):
    numbers(file)
    file.attrs["text"] = "ein Text"
    file.attrs["bytes"] = np.bytes_("fixed")
    file.attrs["texts"] = ["a", "bc", "def"]
    file.attrs["fixed"] = np.array([b"left", b"right"])
    file.attrs["numbers"] = [1.5, -2.0]
    file.attrs["none"] = np.array([])
    file.create_dataset("scalar", data=np.float32(7))
    file.create_dataset("empty", data=np.zeros((0, 3), "f4"))
    file.create_group("a/b/c").create_dataset("deep", data=np.arange(3, dtype="f4"))


def chunked(file):
    numbers(file, chunks=(2, 3), compression="gzip", shuffle=True, fletcher32=True)
    numbers(file, "plain_", chunks=(4, 4))
    file.create_dataset("one", data=np.arange(6, dtype="f4").reshape(2, 3), chunks=(2, 3), compression="gzip")
    file.create_dataset("cube", data=np.arange(120, dtype="f4").reshape(4, 5, 6), chunks=(2, 2, 4))


def many(file):
    for i in range(300):
        group = file.create_group(f"group {i:03d}")
        group.create_dataset("0", data=np.array([i], dtype="i4"))
    for i in range(40):
        file.attrs[f"attribute {i:02d}"] = f"value {i}"
    file["group 000"].attrs["long"] = "x" * 3000


write("earliest", plain)
write("latest", plain, libver="latest")
write("ordered", plain, track_order=True)
write("userblock", plain, userblock_size=1024)
write("chunked", chunked)
write("chunkedLatest", chunked, libver="latest")
write("many", many)
write("manyLatest", many, libver="latest")
write("manyOrdered", many, track_order=True)
