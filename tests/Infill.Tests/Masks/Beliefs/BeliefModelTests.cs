using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Masks.Beliefs;
using Infill.Masks.CastShadows;
using Infill.Masks.Reflections;

namespace Infill.Tests.Masks.Beliefs;

public sealed class BeliefModelTests
{
    [Fact]
    public void Default_EmbeddedModel_MeasuresWhatThisVersionDoes()
    {
        BeliefModel model = ShadowModel.Default;

        Assert.Equal(ShadowMeasures.Names, model.Measures);
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", model.Date);
        Assert.True(model.Scenes > 100 && model.Data.Count >= 16, $"{model.Scenes} scenes of {model.Data.Count} photos");
        Assert.DoesNotContain(model.Data, name => name.StartsWith('/'));
    }

    [Fact]
    public void Default_EmbeddedModelOfReflections_MeasuresWhatThisVersionDoes()
    {
        BeliefModel model = ReflectionModel.Default;

        Assert.Equal(ReflectionMeasures.Names, model.Measures);
        Assert.True(model.Scenes > 100 && model.Data.Count >= 16, $"{model.Scenes} scenes of {model.Data.Count} photos");
        Assert.DoesNotContain(model.Data, name => name.StartsWith('/'));
    }

    [Fact]
    public void ToJson_Parsed_IsTheSame()
    {
        string json = ShadowModel.Default.ToJson();

        Assert.Equal(json, BeliefModel.Parse(json, ShadowModel.Kind).ToJson());
    }

    [Theory]
    [InlineData("scales", 0)]
    [InlineData("measures", "area")]
    public void Parse_NumbersThatDoNotFit_AreRefused(string part, object value)
    {
        JsonNode json = JsonNode.Parse(ShadowModel.Default.ToJson())!;
        json[part]![0] = JsonSerializer.SerializeToNode(value);

        Assert.Contains("infill eval shadows --fit", Assert.Throws<InvalidDataException>(() => BeliefModel.Parse(json.ToJsonString(), ShadowModel.Kind)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FewerWeights_AreRefused()
    {
        JsonNode json = JsonNode.Parse(ShadowModel.Default.ToJson())!;
        json["weights"]!.AsArray().RemoveAt(0);

        Assert.Throws<InvalidDataException>(() => BeliefModel.Parse(json.ToJsonString(), ShadowModel.Kind));
    }

    [Fact]
    public void LogOdds_OneMeasure_IsWeighedInDeviationsAndClamped()
    {
        BeliefModel model = Simple();
        double[] measures = new double[ShadowMeasures.Names.Count];

        measures[0] = 3;
        Assert.Equal(0.5 + (2 * 1), model.LogOdds(measures), 9);
        measures[0] = 1000;
        Assert.Equal(0.5 + (2 * 4), model.LogOdds(measures), 9);
    }

    [Fact]
    public void Confidence_AtTheLimit_IsOneHalf()
    {
        Assert.Equal(0.5, Simple().Confidence(1.5), 9);
        Assert.True(Simple().Confidence(4) > 0.9);
    }

    // Weighs the first measure alone: centre 1, scale 2, weight 2.
    private static BeliefModel Simple()
    {
        int count = ShadowMeasures.Names.Count;
        return ShadowModel.Default with
        {
            Centres = [1, .. new double[count - 1]],
            Scales = [2, .. Enumerable.Repeat(1.0, count - 1)],
            Weights = [2, .. new double[count - 1]],
            Bias = 0.5,
            Limit = 1.5,
        };
    }
}
