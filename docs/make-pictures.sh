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

cup="polygon:77,200 80,230 88,262 100,288 120,315 150,345 185,365 225,380 270,387 315,386 360,378 400,362 430,340 455,312 470,280 479,245 480,220 474,190 462,160 445,135 424,113 417,107 425,76 419,68 405,67 398,72 385,57 365,42 340,28 315,20 290,18 265,20 240,27 217,38 197,55 183,73 160,85 130,105 105,130 88,160 80,180"
infill swap-background samples/coffee.png --mask "$cup" --background "gradient:white-#d4d9de" --canvas square --output docs/images/product-gradient.jpg
infill swap-background samples/coffee.png --mask "$cup" --background samples/gravel.png --output docs/images/product-picture.jpg

trace=$(mktemp -d)
trap 'rm -rf "$trace"' EXIT
infill remove samples/rocket.jpg --mask samples/rocket-tower.png --output "$trace/out.png" --trace "$trace/trace"
cp "$trace/trace/contact-sheet.png" docs/images/contact-sheet.png
