"""Trains the judge of shadows on files of 'infill eval shadows --samples': train.py --samples FILE … [--held FILE …] --minutes 10 --seed 7 OUTPUT."""
import argparse
import copy
import math
import time

import numpy as np
import torch
from torch.nn import functional as F

from network import COLUMNS, PLANES, ROWS, ShadowJudge

RATE, BATCH = 2e-3, 64
# As ShadowSamples writes them.
ZERO, UNIT = 128, 50
SAMPLE = np.dtype([("overlap", "<f4"), ("scene", "<f4"), ("planes", "u1", (PLANES, ROWS, COLUMNS))])
LIGHT, RED, BLUE, RELIT, SHADOW, GROUND = range(6)


def load(paths):
    samples = [np.fromfile(path, SAMPLE, offset=0) for path in paths]
    first = np.cumsum([0] + [int(one["scene"].max()) + 1 for one in samples[:-1]])
    scenes = np.concatenate([one["scene"].astype(int) + at for one, at in zip(samples, first)])
    return torch.from_numpy(np.concatenate([one["planes"] for one in samples])), torch.from_numpy(np.concatenate([one["overlap"] for one in samples]).copy()), scenes


def decode(planes):
    return (planes.float() - ZERO) / UNIT


def target_of(overlap):
    """Overlaps below 0.15 are none, from 0.8 on all is right."""
    return ((overlap - 0.15) / 0.65).clamp(0, 1)


def vary(x, random):
    """Other contrast, colours, steps and noise; mirrored and moved by a little."""
    many = lambda low, high: torch.from_numpy(random.uniform(low, high, (len(x), 1, 1)).astype(np.float32))
    ground = (x[:, GROUND] > 0).float()
    contrast = many(0.75, 1.3)
    x[:, LIGHT] *= contrast
    x[:, RELIT] *= contrast
    x[:, RELIT] += many(-0.15, 0.15) * x[:, SHADOW] * ground
    for plane in (RED, BLUE):
        x[:, plane] = (x[:, plane] * many(0.7, 1.3)) + many(-0.03, 0.03) * ground
    noise = torch.randn(len(x), ROWS, COLUMNS) * many(0, 0.08) * ground
    x[:, LIGHT] += noise
    x[:, RELIT] += noise
    if random.random() < 0.5:
        x = x.flip(3)
    down, right = random.integers(-3, 4, 2)
    return torch.roll(x, (int(down), int(right)), (2, 3))


def report(network, planes, overlaps, scenes):
    """Scenes with a shadow against those without: share found where no lit one, and where 2 % of them, passes, and overlaps."""
    network.eval()
    with torch.no_grad():
        odds = torch.cat([network(decode(planes[i:i + 256])) for i in range(0, len(planes), 256)]).numpy()
    best = {}
    for odd, overlap, scene in zip(odds, overlaps.numpy(), scenes):
        if scene not in best or odd > best[scene][0]:
            best[scene] = (odd, overlap)
    # Scenes come in pairs: with a shadow, then without.
    shaded = np.array([one for scene, one in best.items() if scene % 2 == 0])
    lit = np.sort([one[0] for scene, one in best.items() if scene % 2 == 1])
    area = (shaded[:, :1] > lit).mean()
    words = [f"area under ROC {area:.3f}, overlap of the likeliest {shaded[:, 1].mean():.3f}"]
    for limit in (lit[-1], lit[-1 - len(lit) // 50]):
        found = shaded[:, 0] > limit
        words.append(f"above {limit:.2f}: {found.mean():.2f} found, overlap {shaded[found, 1].mean() if found.any() else 0:.2f}, of all {(shaded[:, 1] * found).mean():.3f}")
    return "; ".join(words)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", nargs="+", required=True)
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("output")
    given = parser.parse_args()
    planes, overlaps, scenes = load(given.samples)
    held = load(given.held) if given.held else None
    print(f"{len(planes)} samples of {len(set(scenes))} scenes, {(overlaps >= 0.5).float().mean():.2f} of them shadows", flush=True)

    torch.manual_seed(given.seed)
    random = np.random.default_rng(given.seed)
    network = ShadowJudge()
    mean = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-2)
    # Shadows are the rarer ones.
    weights = np.where(overlaps.numpy() >= 0.5, 0.5 / max(1e-3, (overlaps >= 0.5).float().mean().item()), 1)
    weights /= weights.sum()
    start, steps, total, counted, spoken = time.time(), 0, 0.0, 0, 0.0
    while (done := (time.time() - start) / (60 * given.minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (steps + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-6
        chosen = random.choice(len(planes), BATCH, p=weights)
        network.train()
        loss = F.binary_cross_entropy_with_logits(network(vary(decode(planes[chosen]), random)), target_of(overlaps[chosen]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        steps += 1
        average(mean, network, min(0.998, steps / (steps + 10)))
        total, counted = total + loss.item(), counted + 1
        if done - spoken > 0.1:
            print(f"{60 * given.minutes * done:.0f} s, {steps} steps, loss {total / counted:.4f}" + (f"; held: {report(mean, *held)}" if held else ""), flush=True)
            total, counted, spoken = 0.0, 0, done
            torch.save(mean.state_dict(), given.output)
    if held:
        print(report(mean, *held), flush=True)
    torch.save(mean.state_dict(), given.output)


def average(mean, network, keep):
    """The weights of the last few hundred steps, averaged."""
    with torch.no_grad():
        for own, new in zip(mean.state_dict().values(), network.state_dict().values()):
            own.copy_(own * keep + new * (1 - keep) if own.dtype.is_floating_point else new)


main()
