namespace Infill.Onnx.StableDiffusion;

/// <summary>The outer layers of a UNet, for the steps between whole evaluations.</summary>
/// <param name="Network">From <see cref="SdLoader.LoadShallow"/>; not owned.</param>
/// <param name="Cache">How often and how deep; the whole network's session was built for the same depth.</param>
internal sealed record ShallowUNet(OnnxModel Network, StepCache Cache);
