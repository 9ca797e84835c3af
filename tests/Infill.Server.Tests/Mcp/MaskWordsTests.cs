using System.Text.Json;
using Infill.Server.Mcp;
using Infill.Server.Running;

namespace Infill.Server.Tests.Mcp;

/// <summary>What propose_mask's arguments mean in the language of mask expressions.</summary>
public sealed class MaskWordsTests
{
    [Theory]
    [InlineData("""{"image": "i", "box": [1, 2, 30, 40]}""", "rect:1,2,30,40")]
    [InlineData("""{"image": "i", "expression": "rect:1,2,3,4 + subject:"}""", "rect:1,2,3,4 + subject:")]
    [InlineData("""{"image": "i", "clicks": [[5, 6], [7, 8]]}""", "click:5,6 7,8@1")]
    [InlineData("""{"image": "i", "clicks": [[5, 6]], "not_clicks": [[9, 9]], "candidate": 2}""", "click:5,6 -9,9@2")]
    [InlineData("""{"image": "i", "around": [1, 2, 30, 40]}""", "box:1,2,30,40@1")]
    [InlineData("""{"image": "i", "around": [1, 2, 30, 40], "clicks": [[5, 6]]}""", "box:1,2,30,40:5,6@1")]
    [InlineData("""{"image": "i", "subject": true}""", "subject:")]
    [InlineData("""{"image": "i", "text": true, "subject": false}""", "text:")]
    [InlineData("""{"image": "i", "color": "#fF8800"}""", "color:#fF8800~24")]
    public void ToExpression_OneWay_SaysTheSame(string json, string expression) => Assert.Equal(expression, MaskWords.ToExpression(Read(json)));

    [Theory]
    [InlineData("""{"image": "i"}""", "got 0")]
    [InlineData("""{"image": "i", "box": [1, 2, 3, 4], "subject": true}""", "got 2")]
    [InlineData("""{"image": "i", "box": [1, 2, 3]}""", "four numbers")]
    [InlineData("""{"image": "i", "clicks": [[1]]}""", "two numbers")]
    [InlineData("""{"image": "i", "clicks": [[-1, 5]]}""", "from 0 on")]
    [InlineData("""{"image": "i", "color": "red"}""", "#ff8800")]
    [InlineData("""{"image": "i", "color": "#ff8800", "tolerance": 300}""", "0 to 255")]
    [InlineData("""{"image": "i", "clicks": [[1, 1]], "candidate": 10}""", "to 9")]
    [InlineData("""{"image": "i", "subject": true, "candidate": 2}""", "go with clicks")]
    public void ToExpression_AnythingElse_SaysWhatIsNeeded(string json, string words) =>
        Assert.Contains(words, Assert.Throws<ProblemException>(() => MaskWords.ToExpression(Read(json))).Message, StringComparison.Ordinal);

    private static MaskArguments Read(string json) => JsonSerializer.Deserialize(json, McpJson.Plain.MaskArguments)!;
}
