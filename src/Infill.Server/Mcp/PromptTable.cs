using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Infill.Server.Mcp;

/// <summary>Prompts of the protocol: whole tasks that a person may pick from a menu of the client.</summary>
internal static class PromptTable
{
    private const string Remove = "remove_from_photo";
    private const string Picture = "picture";
    private const string Thing = "thing";
    private const int MostCharacters = 500;

    /// <summary>What there is.</summary>
    public static ListPromptsResult List { get; } = new()
    {
        Prompts =
        [
            new Prompt
            {
                Name = Remove,
                Title = "Remove something from a photo",
                Description = "Takes a thing out of a photo, looks at the result, and says honestly how it went.",
                Arguments =
                [
                    new PromptArgument { Name = Picture, Description = "Path of the photo, or how to get it.", Required = true },
                    new PromptArgument { Name = Thing, Description = "What to remove, and where in the photo it is.", Required = true },
                ],
            },
        ],
    };

    /// <summary>The text of a prompt.</summary>
    /// <exception cref="McpProtocolException">There is no such prompt, or an argument is missing or too long.</exception>
    public static GetPromptResult Get(GetPromptRequestParams? request)
    {
        if (request?.Name != Remove)
        {
            throw new McpProtocolException($"There is no prompt of that name; there is {Remove}.", McpErrorCode.InvalidParams);
        }

        (string picture, string thing) = (Argument(request, Picture), Argument(request, Thing));
        return new GetPromptResult
        {
            Description = List.Prompts[0].Description,
            Messages =
            [
                new PromptMessage
                {
                    Role = Role.User,
                    Content = new TextContentBlock
                    {
                        Text = $"Remove this from the photo {picture}: {thing}\n"
                            + "Load the photo with load_image and look at it with describe_image. Mark the thing with propose_mask and look at the preview; change the mask with edit_mask until it covers "
                            + "the thing and its shadow, and nothing else. Then call remove_object. If its status is degraded, call refine once. Show me the result and tell me what the status and the reason say.",
                    },
                },
            ],
        };
    }

    private static string Argument(GetPromptRequestParams request, string name) =>
        request.Arguments?.TryGetValue(name, out System.Text.Json.JsonElement value) == true && value.ValueKind == System.Text.Json.JsonValueKind.String && value.GetString() is { Length: > 0 and <= MostCharacters } text
            ? text
            : throw new McpProtocolException($"The argument '{name}' must be a text of 1 to {MostCharacters} characters.", McpErrorCode.InvalidParams);
}
