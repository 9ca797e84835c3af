using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Tests.Mcp.Conformance;

/// <summary>Prompts as the conformance suite describes them.</summary>
internal static class FixturePrompts
{
    public static ListPromptsResult List { get; } = new()
    {
        Prompts =
        [
            new Prompt { Name = "test_simple_prompt", Description = "A simple prompt." },
            new Prompt { Name = "test_prompt_with_arguments", Description = "Two arguments.", Arguments = [Needed("arg1"), Needed("arg2")] },
            new Prompt { Name = "test_prompt_with_embedded_resource", Description = "A resource.", Arguments = [Needed("resourceUri")] },
            new Prompt { Name = "test_prompt_with_image", Description = "A picture." },
            new Prompt { Name = "test_input_required_result_prompt", Description = "Asks first." },
        ],
    };

    public static GetPromptResult Get(GetPromptRequestParams request) => request.Name switch
    {
        "test_simple_prompt" => Say(FixtureTools.Text("This is a simple prompt for testing.")),
        "test_prompt_with_arguments" => Say(FixtureTools.Text($"Prompt with arguments: arg1='{Argument(request, "arg1")}', arg2='{Argument(request, "arg2")}'")),
        "test_prompt_with_embedded_resource" => Say(
            FixtureTools.Embedded(Argument(request, "resourceUri"), "text/plain", "Embedded resource content for testing."), FixtureTools.Text("Please process the embedded resource above.")),
        "test_prompt_with_image" => Say(FixtureTools.Picture(), FixtureTools.Text("Please analyze the image above.")),
        "test_input_required_result_prompt" => request.InputResponses?.ContainsKey("user_context") == true
            ? Say(FixtureTools.Text("With the context that came."))
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["user_context"] = FixtureRounds.Ask("What context should the prompt use?", "context") }),
        _ => throw new McpProtocolException("There is no prompt of that name.", McpErrorCode.InvalidParams),
    };

    private static PromptArgument Needed(string name) => new() { Name = name, Description = name, Required = true };

    private static string Argument(GetPromptRequestParams request, string name) =>
        request.Arguments?.TryGetValue(name, out System.Text.Json.JsonElement value) == true ? value.GetString()! : throw new McpProtocolException($"{name} is missing.", McpErrorCode.InvalidParams);

    private static GetPromptResult Say(params ContentBlock[] content) => new() { Messages = [.. content.Select(block => new PromptMessage { Role = Role.User, Content = block })] };
}
