using System.Runtime.CompilerServices;
using Infill.Cli.Models;
using Infill.Engines;
using Infill.Onnx;

namespace Infill.Cli.Reports;

/// <summary>What a model that cannot be used means to the user.</summary>
internal static class FailureOfModel
{
    /// <summary>The failure, or null if it is none of a model. An engine's own failure may have that of its model inside.</summary>
    public static Failure? Find(Exception exception)
    {
        Exception cause = exception is EngineException { InnerException: Exception inner } ? inner : exception;

        // Asked by name first: the type itself would load the assembly of networks for every missing file.
        return cause.GetType().Assembly.GetName().Name == "Infill.Onnx" ? Explain(cause) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Failure? Explain(Exception cause) => cause is not ModelException model ? null : model.Fault switch
    {
        ModelFault.Missing => new Failure(ExitCode.Missing, model.Message, ModelFailure.NextOf(model) ?? "infill models list --known"),
        ModelFault.Limit => new Failure(ExitCode.Limit, model.Message, "the same command with a smaller model, or a larger --max-model-memory"),
        ModelFault.Unfit => new Failure(ExitCode.WrongUse, model.Message, "infill replace --help"),
        _ => new Failure(ExitCode.Failed, model.Message, "the same command with another file"),
    };
}
