"""Writes trained weights as ShadowJudge reads them, and what the network gives for sine waves, for its test: export.py WEIGHTS shadow-judge.bin shadow-judge.json."""
import json
import sys

import numpy as np
import torch
from torch.nn import functional as F

from network import COLUMNS, PLANES, ROWS, ShadowJudge

source, weights, waves = sys.argv[1:]
network = ShadowJudge().eval()
network.load_state_dict(torch.load(source))
parts = [part for layer in network.layers for part in layer.folded()] + [network.sum.weight, network.sum.bias]
parts = [part.detach().numpy().astype("<f2") for part in parts]
with open(weights, "wb") as file:
    file.write(b"".join(part.tobytes() for part in parts))

# The rounded weights, as they will be read.
rest = iter([torch.from_numpy(part.astype(np.float32)) for part in parts])
run = lambda x: F.relu(F.conv2d(x, next(rest), next(rest), padding=1))
odds = []
for seed in range(8):
    c, y, x = np.mgrid[0:PLANES, 0:ROWS, 0:COLUMNS]
    planes = torch.from_numpy(np.sin(0.07 * (c + 1 + seed) * x + 0.11 * y * (1 + c % 3) + c + seed).astype(np.float32))[None]
    odds.append(planes)
planes = torch.cat(odds)
x = run(F.pixel_unshuffle(planes, 2))
x = run(run(F.max_pool2d(x, 2)))
x = run(run(F.max_pool2d(x, 2)))
result = F.linear(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1), next(rest), next(rest))[:, 0]
with open(waves, "w", encoding="utf-8") as file:
    json.dump([round(float(one), 5) for one in result], file)
    file.write("\n")
