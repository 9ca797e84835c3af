using Microsoft.ML.OnnxRuntime;

namespace Infill.Onnx;

/// <summary>Which devices this build of ONNX Runtime can use.</summary>
internal static class OnnxDevices
{
    /// <summary>Refuses a device that the native package of this build does not have.</summary>
    /// <exception cref="ModelException">It is not there; the message says how to build with it.</exception>
    public static void Require(OnnxDevice device)
    {
        string[] available = device == OnnxDevice.Cpu ? [] : OrtEnv.Instance().GetAvailableProviders();
        if (device != OnnxDevice.Cpu && !available.Contains(ProviderOf(device), StringComparer.Ordinal))
        {
            string remedy = device == OnnxDevice.CoreMl
                ? "it is there in builds for macOS."
                : $"build Infill with -p:InfillDevice={NameOf(device)}, which takes the native package that has it.";
            throw new ModelException($"This build cannot compute on {NameOf(device)}: ONNX Runtime has {string.Join(", ", available)} here; {remedy}") { Fault = ModelFault.Missing };
        }
    }

    /// <summary>Puts a device before the processor, which takes over what the device cannot do.</summary>
    public static void Add(SessionOptions session, OnnxDevice device)
    {
        switch (device)
        {
            case OnnxDevice.Cuda:
                session.AppendExecutionProvider_CUDA();
                break;
            case OnnxDevice.DirectMl:
                // The provider allows neither.
                session.EnableMemoryPattern = false;
                session.AppendExecutionProvider_DML();
                break;
            case OnnxDevice.CoreMl:
                session.AppendExecutionProvider("CoreML");
                break;
        }
    }

    /// <summary>The device's name on the command line and as a build property.</summary>
    public static string NameOf(OnnxDevice device) => device.ToString().ToLowerInvariant();

    private static string ProviderOf(OnnxDevice device) => device switch
    {
        OnnxDevice.Cuda => "CUDAExecutionProvider",
        OnnxDevice.DirectMl => "DmlExecutionProvider",
        OnnxDevice.CoreMl => "CoreMLExecutionProvider",
        _ => "CPUExecutionProvider",
    };
}
