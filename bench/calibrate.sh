#!/bin/bash
# Makes the gate's calibration from Debian's photo packages: bash bench/calibrate.sh FILE
# Fitted on mate-backgrounds and plasma-workspace-wallpapers, reported on the photos of bench/report2.json.
set -euo pipefail
cd "$(dirname "$0")/.."
opencv=/usr/share/doc/opencv-doc/examples/data
sklearn=/usr/lib/python3/dist-packages/sklearn/datasets/images
palapeli=/usr/share/palapeli/collection
mapfile -t report < <(grep -v '"why"' bench/report2.json | grep -oE '"(opencv|sklearn|palapeli)/[^"]+"' | tr -d '"' \
  | sed -e "s#^opencv#$opencv#" -e "s#^sklearn#$sklearn#" -e "s#^palapeli#$palapeli#" | while read -r photo; do [ -f "$photo" ] && echo "$photo"; done)
dotnet run --project src/Infill.Cli -c Release -- eval calibrate \
  /usr/share/backgrounds/mate/nature "/usr/share/wallpapers/*/contents/images/2560x1600.jpg" \
  --report "${report[@]}" --output "$1" --overwrite
