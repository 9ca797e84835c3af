namespace Infill.Onnx.Controls;

/// <summary>What a control network looks at.</summary>
public enum ControlKind
{
    /// <summary>Thin edges of the picture itself (<see cref="CannyEdges"/>), the hole's old content included: the fill keeps its outlines.</summary>
    Canny,

    /// <summary>Soft edges of the picture itself (<see cref="SoftEdges"/>), the hole's old content included.</summary>
    SoftEdge,

    /// <summary>The picture with −1 in the hole, for networks that were trained to inpaint so.</summary>
    Inpaint,

    /// <summary>A picture of the user's, of the size of the picture that is filled: a depth map, a pose, a drawing.</summary>
    Map,
}
