using System.Text.Json;
using System.Text.Json.Nodes;
using Infill.Masks.CastShadows;

namespace Infill.Tests.Masks.CastShadows;

public sealed class ShadowModelTests
{
    [Fact]
    public void Default_EmbeddedModel_MeasuresWhatThisVersionDoes()
    {
        ShadowModel model = ShadowModel.Default;

        Assert.Equal(ShadowMeasures.Names, model.Measures);
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", model.Date);
        Assert.True(model.Scenes > 100 && model.Data.Count >= 16, $"{model.Scenes} scenes of {model.Data.Count} photos");
        Assert.DoesNotContain(model.Data, name => name.StartsWith('/'));
    }

    [Fact]
    public void ToJson_Parsed_IsTheSame()
    {
        string json = ShadowModel.Default.ToJson();

        Assert.Equal(json, ShadowModel.Parse(json).ToJson());
    }

    [Theory]
    [InlineData("scales", 0)]
    [InlineData("measures", "area")]
    public void Parse_NumbersThatDoNotFit_AreRefused(string part, object value)
    {
        JsonNode json = JsonNode.Parse(ShadowModel.Default.ToJson())!;
        json[part]![0] = JsonSerializer.SerializeToNode(value);

        Assert.Contains("infill eval shadows --fit", Assert.Throws<InvalidDataException>(() => ShadowModel.Parse(json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FewerWeights_AreRefused()
    {
        JsonNode json = JsonNode.Parse(ShadowModel.Default.ToJson())!;
        json["weights"]!.AsArray().RemoveAt(0);

        Assert.Throws<InvalidDataException>(() => ShadowModel.Parse(json.ToJsonString()));
    }

    [Fact]
    public void LogOdds_OneMeasure_IsWeighedInDeviationsAndClamped()
    {
        ShadowModel model = Simple();
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
    private static ShadowModel Simple()
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
