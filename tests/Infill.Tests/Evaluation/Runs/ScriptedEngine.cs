using Infill.Evaluation.Cases;
using Infill.Evaluation.Runs;
using Infill.Imaging;

namespace Infill.Tests.Evaluation.Runs;

/// <summary>An engine whose whole work is one function of pictures and seed; counts its calls.</summary>
internal sealed class ScriptedEngine(string name, Func<CasePictures, int, Image> fill, bool usesSeed = true) : IEvalEngine
{
    public int Calls { get; private set; }

    public EvalEngine Info { get; } = new() { Name = name, Identity = name + " 1", UsesSeed = usesSeed };

    /// <summary>Gives back the truth.</summary>
    public static ScriptedEngine Perfect(string name = "perfect") => new(name, (p, _) => p.Truth!, usesSeed: false);

    /// <summary>Gives back the hole as it came: magenta.</summary>
    public static ScriptedEngine Lazy(string name = "lazy") => new(name, (p, _) => p.Input);

    public EvalFill Fill(CasePictures pictures, int seed, CancellationToken cancellationToken)
    {
        Calls++;
        return new EvalFill { Picture = fill(pictures, seed), Confidence = new FillConfidence(0.7, 0.3), Seconds = 0.5, CpuSeconds = 0.25 };
    }
}
