"""Makes the repository's copy of a recording of golden data: plain files, and recipes for files that repeat others' bytes.

usage: python3 pack.py RECORDING [DATA]     (DATA: where the copy goes; default: data/ beside this script)

A single-file checkpoint, an ONNX export and a second copy of a VAE hold the same weights as a diffusers folder. They are stored
as recipes: ranges of stored files and of recipes.bin, in order. recipes.txt has a line "= PATH SHA256" for each such file and
a line "OFFSET LENGTH SOURCE" for each range. Nothing here knows a name map: pieces are found by their bytes.
"""
import hashlib
import json
import pathlib
import shutil
import struct
import sys

LEAST = 256                                     # shorter pieces cost more in the recipe than they save
SKIP = ("models-dit", "networks-dit", "pipelines-dit", "t5-", "flow_match")
# Left out because another case of the same kind is there; README.md lists them.
LEFT_OUT = tuple(f"pipelines/{name}." for name in (
    "blend4_euler", "blend4_unipc", "blend4_dpmpp_2m_sde", "inpaint9_pndm", "inpaint9_euler_a", "inpaint9_dpmpp_2m_karras"))


def wanted(path):
    return path.endswith((".safetensors", ".json", ".txt", ".onnx")) and not any(s in path for s in SKIP) and not path.startswith(LEFT_OUT)


def is_target(path):
    return path.startswith("single-file/") or path.endswith(".onnx")


def tensors(path, content):
    if not path.endswith(".safetensors"):
        return
    length = struct.unpack("<Q", content[:8])[0]
    for name, info in json.loads(content[8:8 + length]).items():
        if name != "__metadata__":
            begin, end = info["data_offsets"]
            if end - begin >= LEAST:
                yield 8 + length + begin, end - begin


def cover(content, pieces):
    """[(target offset, length, source, source offset)]: pieces found in the file, in order, without overlap."""
    found = []
    for piece, (source, offset) in pieces.items():
        at = content.find(piece)
        while at >= 0:
            found.append((at, len(piece), source, offset))
            at = content.find(piece, at + len(piece))
    found.sort(key=lambda f: (f[0], -f[1]))
    cursor, kept = 0, []
    for hit in found:
        if hit[0] >= cursor:
            kept.append(hit)
            cursor = hit[0] + hit[1]
    return kept


def main():
    recording = pathlib.Path(sys.argv[1])
    data = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parent / "data"
    shutil.rmtree(data, ignore_errors=True)
    files = {str(p.relative_to(recording)): p.read_bytes() for p in sorted(recording.rglob("*")) if p.is_file()}
    files = {path: content for path, content in files.items() if wanted(path)}
    stored, pieces, recipes, literals = {}, {}, [], bytearray()
    for path, content in sorted(files.items(), key=lambda f: (is_target(f[0]), f[0])):
        same = next((s for s in stored if len(content) >= LEAST and files[s] == content), None)
        if same:
            ranges = [(0, len(content), same, 0)]
        elif is_target(path):
            ranges = cover(content, pieces)
        else:
            stored[path] = content
            target = data / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            for offset, length in tensors(path, content):
                pieces.setdefault(content[offset:offset + length], (path, offset))
            continue
        recipes.append(f"= {path} {hashlib.sha256(content).hexdigest()}")
        cursor = 0
        for at, length, source, offset in ranges + [(len(content), 0, None, 0)]:
            if at > cursor:
                recipes.append(f"{len(literals)} {at - cursor} recipes.bin")
                literals += content[cursor:at]
            if source:
                recipes.append(f"{offset} {length} {source}")
            cursor = at + length
    (data / "recipes.txt").write_text("\n".join(recipes) + "\n")
    (data / "recipes.bin").write_bytes(bytes(literals))
    total = sum(p.stat().st_size for p in data.rglob("*") if p.is_file())
    print(f"{len(stored)} files, {len(recipes)} lines of recipes, {len(literals):,} literal bytes, {total:,} bytes in all of {sum(map(len, files.values())):,}")


main()
