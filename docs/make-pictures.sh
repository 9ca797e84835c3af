#!/usr/bin/env bash
# Makes every picture of README.md and the tutorial with the program itself.
set -euo pipefail
cd "$(dirname "$0")/.."
infill() { dotnet run --project src/Infill.Cli -c Release --no-build -- "$@" --overwrite; }
dotnet build src/Infill.Cli -c Release
mkdir -p docs/images

infill remove samples/rocket.jpg --mask samples/rocket-tower.png --output docs/images/rocket.jpg
infill mask samples/rocket.jpg --mask samples/rocket-tower.png --preview docs/images/rocket-mask.png

shuttle="polygon:395,0 440,0 450,30 458,180 470,230 474,284 360,284 350,220 370,190 375,60"
infill remove samples/astronaut.png --mask "$shuttle" --output docs/images/astronaut-alone.jpg
infill remove samples/astronaut.png --mask "$shuttle" --output docs/images/astronaut.jpg \
  --exclude "rect:0,0,345,512 + rect:280,340,232,172" --guide "330,283 500,274"
infill remove samples/astronaut.png --mask "ellipse:169,384,40,40 + rect:276,338,54,42" --output docs/images/astronaut-patches.jpg

infill extend samples/coffee.png --ratio 16:9 --output docs/images/coffee.jpg
infill fill samples/chelsea.png --mask "stroke:1:20,20 300,180" --engine smooth --output docs/images/chelsea.jpg

trace=$(mktemp -d)
trap 'rm -rf "$trace"' EXIT
infill remove samples/rocket.jpg --mask samples/rocket-tower.png --output "$trace/out.png" --trace "$trace/trace"
cp "$trace/trace/contact-sheet.png" docs/images/contact-sheet.png
