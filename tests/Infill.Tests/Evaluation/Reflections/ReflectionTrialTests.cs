using Infill.Evaluation.Reflections;

namespace Infill.Tests.Evaluation.Reflections;

public sealed class ReflectionTrialTests
{
    [Fact]
    public void Run_Reflection_IsFoundWithItsOverlap()
    {
        var trial = ReflectionTrial.Run("a", MadeReflection.Of(0.4, 12));

        Assert.Equal(("a", true, true), (trial.Name, trial.HasReflection, trial.IsFound));
        Assert.True(trial.Overlap > 0.85);
        Assert.Equal(trial.Overlap, trial.LikeliestOverlap);
        Assert.InRange(trial.Confidence, 0.5, 1);
    }

    [Fact]
    public void Run_PlainGround_IsNotFoundAndHasNoOverlap()
    {
        var trial = ReflectionTrial.Run("a", MadeReflection.Of(0, 24));

        Assert.Equal((false, false, 0.0), (trial.HasReflection, trial.IsFound, trial.Overlap));
        Assert.InRange(trial.Confidence, 0, 0.5);
    }
}
