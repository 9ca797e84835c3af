using Infill.Engines;
using Infill.Imaging;
using Infill.Server.Jobs;
using Infill.Server.OpenAi;
using Infill.Server.Running;
using Infill.Tiles;
using Infill.Workflows;

namespace Infill.Server.Tests.OpenAi;

/// <summary>What an edit's words mean on a server with a text engine, and on one without.</summary>
public sealed class EditPlanTests
{
    private static readonly PixelSize Size = new(64, 48);
    private static readonly EditRequest Plain = new() { Model = "gpt-image-1", Prompt = "a cat" };

    [Theory]
    [InlineData(null, null)]
    [InlineData("auto", null)]
    [InlineData("medium", null)]
    [InlineData("low", 10)]
    [InlineData("high", 40)]
    public void Read_WithATextEngine_ReplacesExactlyTheMask(string? quality, int? steps)
    {
        (JobSpec spec, IReadOnlyList<string> warnings) = new EditPlan(WithModel()).Read(Plain with { Quality = quality }, Size);

        Assert.Equal((JobWorkflow.Replace, "text", "a cat", steps), (spec.Workflow, spec.Engine, spec.Options.Fill.Prompt, spec.Options.Fill.Diffusion?.Steps));
        Assert.Equal(FillRegion.ExactMask, spec.Options.Mask);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Read_WithoutATextEngine_FillsFromTheSurroundingsAndSaysSo()
    {
        (JobSpec spec, IReadOnlyList<string> warnings) = new EditPlan(BuiltInEngines.CreateCatalog()).Read(Plain with { Quality = "high" }, Size);

        Assert.Equal((JobWorkflow.Fill, "patch", (string?)null, (DiffusionOptions?)null), (spec.Workflow, spec.Engine, spec.Options.Fill.Prompt, spec.Options.Fill.Diffusion));
        Assert.Contains("--model", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "text")]
    [InlineData("gpt-image-1.5", "text")]
    [InlineData("dall-e-2", "text")]
    [InlineData("chatgpt-image-latest", "text")]
    [InlineData("smooth", "smooth")]
    [InlineData("patch", "patch")]
    [InlineData("text", "text")]
    [InlineData("dall-e-3", "text")]
    [InlineData("gpt-image-1-mini", "text")]
    public void Read_Model_IsAnEngineOrTheBestThatThereIs(string? model, string engine) =>
        Assert.Equal(engine, new EditPlan(WithModel()).Read(Plain with { Model = model }, Size).Spec.Engine);

    [Theory]
    [InlineData("sd")]
    [InlineData("gpt-4")]
    [InlineData("PATCH")]
    [InlineData("../patch")]
    [InlineData("")]
    public void Read_UnknownModel_IsNotFound(string model)
    {
        ProblemException refusal = Assert.Throws<ProblemException>(() => new EditPlan(WithModel()).Read(Plain with { Model = model }, Size));

        Assert.Equal((404, "model-not-found"), (refusal.Explanation.Status, refusal.Explanation.Code));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("64x48")]
    [InlineData(null)]
    public void Read_OwnSize_IsFine(string? size) => Assert.Equal(1, new EditPlan(WithModel()).Read(Plain with { Size = size }, Size).Spec.Output.Count);

    [Fact]
    public void Read_SeveralFaults_AreAllSaid()
    {
        EditRequest request = Plain with { N = 11, Size = "48x64", Quality = "best", OutputFormat = "bmp", OutputCompression = -1, ResponseFormat = "x", Background = "transparent", PartialImages = 9 };

        Assert.Equal(8, Assert.Throws<InvalidRequestException>(() => new EditPlan(WithModel()).Read(request, Size)).Reasons.Count);
    }

    [Theory]
    [InlineData(401, "authentication_error")]
    [InlineData(403, "permission_error")]
    [InlineData(404, "not_found_error")]
    [InlineData(413, "invalid_request_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(503, "server_error")]
    public void Error_Type_FollowsTheStatus(int status, string type) =>
        Assert.Equal(new ErrorBody("detail", type, "code"), ErrorBody.Of(new Explanation(status, "code", "title", "detail")));

    private static EngineCatalog WithModel()
    {
        EngineCatalog engines = BuiltInEngines.CreateCatalog();
        var info = new EngineInfo
        {
            Name = "text",
            Summary = "For tests.",
            UsesPrompt = true,
            UsesDiffusion = true,
            Context = new ContextRule(MinPx: 8, Factor: 1, BasePx: 16, Slope: 0.5),
        };
        engines.Add(info, () => throw new InvalidOperationException("It is only planned with."));
        return engines;
    }
}
