# The programs that figures are compared with, as engines of `infill eval`. For bash, from the repository's root:
#   source bench/peers.sh
#   infill eval --cases bench/cases.json --set report --engine patch "${PEERS[@]}" --output artifacts/report
# All run at their default settings; OpenCV with the radius 3 of its own sample.
PEERS=(
  # The output is named image 0 on purpose: with two images left, G'MIC writes two numbered files.
  --engine 'gmic=cmd:gmic {image} {mask} inpaint_matchpatch[0] [1] keep[0] round cut 0,255 output {output}'
  --engine 'telea=cmd:/usr/bin/python3 bench/peers/opencv_inpaint.py telea {image} {mask} {output}'
  --engine 'ns=cmd:/usr/bin/python3 bench/peers/opencv_inpaint.py ns {image} {mask} {output}'
)
