using System.Text.Json;
using Infill.Imaging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>Tools as the conformance suite describes them that need more from the client before they answer (revision 2026-07-28).</summary>
internal static class FixtureRounds
{
    private const string Key = "input_required_result_";

    public static Dictionary<string, Func<RequestContext<CallToolRequestParams>, CallToolResult>> All { get; } = new(StringComparer.Ordinal)
    {
        [$"test_{Key}elicitation"] = request => Answer(request, "user_name") is JsonElement answer && ReadText(answer, "name") is string name
            ? Done($"Hello, {name}!")
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["user_name"] = Ask("What is your name?", "name") }),
        [$"test_{Key}sampling"] = request => Answer(request, "capital_question") is JsonElement answer
            ? Done($"The model said: {answer.GetRawText()}")
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["capital_question"] = Sample("What is the capital of France?", 100) }),
        [$"test_{Key}list_roots"] = request => Answer(request, "client_roots") is JsonElement answer
            ? Done($"The roots are: {answer.GetRawText()}")
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["client_roots"] = InputRequest.ForRootsList(new ListRootsRequestParams()) }),
        [$"test_{Key}request_state"] = request => request.Params!.RequestState is string state && Answer(request, "confirm") is not null
            ? Done(state == Signed("ask") ? "state-ok" : throw Tampered())
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["confirm"] = Ask("Please confirm", "ok", new ElicitRequestParams.BooleanSchema()) }, Signed("ask")),
        [$"test_{Key}multiple_inputs"] = request => request.Params!.InputResponses is { Count: >= 3 }
            ? Done("All three came.")
            : throw new InputRequiredException(
                new Dictionary<string, InputRequest>
                {
                    ["user_name"] = Ask("What is your name?", "name"),
                    ["greeting"] = Sample("Generate a greeting", 50),
                    ["client_roots"] = InputRequest.ForRootsList(new ListRootsRequestParams()),
                },
                Signed("three")),
        [$"test_{Key}multi_round"] = MultiRound,
        [$"test_{Key}tampered_state"] = request => request.Params!.RequestState is not string state
            ? throw new InputRequiredException(new Dictionary<string, InputRequest> { ["confirm"] = Ask("Please confirm", "ok", new ElicitRequestParams.BooleanSchema()) }, Signed("sealed"))
            : state == Signed("sealed") ? Done("The state is as it was sent.") : throw Tampered(),
        [$"test_{Key}capabilities"] = Capabilities,
    };

    /// <summary>A form with one text, or another kind of field.</summary>
    public static InputRequest Ask(string message, string field, ElicitRequestParams.PrimitiveSchemaDefinition? kind = null) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = message,
        RequestedSchema = new ElicitRequestParams.RequestSchema
        {
            Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition> { [field] = kind ?? new ElicitRequestParams.StringSchema() },
            Required = [field],
        },
    });

    private static CallToolResult MultiRound(RequestContext<CallToolRequestParams> request) => request.Params!.RequestState switch
    {
        null => throw new InputRequiredException(new Dictionary<string, InputRequest> { ["step1"] = Ask("Step 1: What is your name?", "name") }, Signed("first")),
        string state when state == Signed("first") => throw new InputRequiredException(new Dictionary<string, InputRequest> { ["step2"] = Ask("Step 2: What is your favorite color?", "color") }, Signed("second")),
        string state when state == Signed("second") => Done("Both answers came."),
        _ => throw Tampered(),
    };

    private static CallToolResult Capabilities(RequestContext<CallToolRequestParams> request)
    {
        if (request.Params!.InputResponses is { Count: > 0 })
        {
            return Done("Thank you.");
        }

        var asked = new Dictionary<string, InputRequest>();
        if (request.Server.ClientCapabilities?.Sampling is not null)
        {
            asked["sample"] = Sample("Say something", 20);
        }

        if (request.Server.ClientCapabilities?.Elicitation is not null)
        {
            asked["ask"] = Ask("What is your name?", "name");
        }

        throw asked.Count > 0 ? new InputRequiredException(asked) : new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new() }, "Nothing can be asked.");
    }

    private static JsonElement? Answer(RequestContext<CallToolRequestParams> request, string name) =>
        request.Params!.InputResponses?.TryGetValue(name, out InputResponse? response) == true ? response.RawValue : null;

    private static string? ReadText(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.Object && content.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static InputRequest Sample(string words, int tokens) => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        Messages = [new SamplingMessage { Role = Role.User, Content = [FixtureTools.Text(words)] }],
        MaxTokens = tokens,
    });

    // What the client brings back must be what it was given.
    private static string Signed(string state) => $"{state}.{Sha256.Hash(System.Text.Encoding.UTF8.GetBytes("secret of the fixture " + state))}";

    private static McpProtocolException Tampered() => new("requestState is not what this server gave.", McpErrorCode.InvalidParams);

    private static CallToolResult Done(string text) => new() { Content = [FixtureTools.Text(text)] };
}
