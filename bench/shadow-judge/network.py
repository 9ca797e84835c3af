"""The network of ShadowJudge: is this outline a shadow's?"""
import torch
from torch import nn
from torch.nn import functional as F

PLANES, ROWS, COLUMNS = 7, 64, 96


class Layer(nn.Module):
    """3×3 convolution, batch norm (folded into it by export.py), ReLU."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.convolution, self.norm = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.norm(self.convolution(x)))

    def folded(self):
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        return self.convolution.weight * scale[:, None, None, None], self.norm.bias - self.norm.running_mean * scale


class ShadowJudge(nn.Module):
    """Patches to log-odds: squares of 2×2 pixels, five convolutions with two poolings between them, mean and largest of what is left, one sum."""

    def __init__(self, widths=(24, 32, 48)):
        super().__init__()
        a, b, c = widths
        self.layers = nn.ModuleList([Layer(4 * PLANES, a), Layer(a, b), Layer(b, b), Layer(b, c), Layer(c, c)])
        self.drop, self.sum = nn.Dropout(0.3), nn.Linear(2 * c, 1)

    def forward(self, x):
        one, two, three, four, five = self.layers
        x = one(F.pixel_unshuffle(x, 2))
        x = three(two(F.max_pool2d(x, 2)))
        x = five(four(F.max_pool2d(x, 2)))
        return self.sum(self.drop(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)))[:, 0]
