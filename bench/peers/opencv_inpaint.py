"""Fills a hole with OpenCV, for the side-by-side bench: opencv_inpaint.py telea|ns INPUT MASK OUTPUT."""
import sys

import cv2

method, source, mask, output = sys.argv[1:]
flag = {"telea": cv2.INPAINT_TELEA, "ns": cv2.INPAINT_NS}[method]
hole = (cv2.imread(mask, cv2.IMREAD_GRAYSCALE) > 127).astype("uint8")
# Radius 3 is that of OpenCV's own sample.
if not cv2.imwrite(output, cv2.inpaint(cv2.imread(source), hole, 3, flag)):
    sys.exit(f"cannot write {output}")
