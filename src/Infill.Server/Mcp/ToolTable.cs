using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Infill.Server.Running;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Infill.Server.Mcp;

/// <summary>All tools of a server, as the Model Context Protocol lists and calls them.</summary>
internal sealed class ToolTable
{
    private const string Instructions =
        "Infill fills a masked region of a picture and changes no other pixel. Work in this order: load_image, propose_mask (look at the preview), "
        + "plan_edit if time matters, then remove_object, replace_region or extend_image. Every edit gives a new handle; the old picture stays, so undo is using the old handle. "
        + "Read status: degraded means done with warnings to pass on; failed comes with a reason and the next step.";

    private static readonly JsonElement AnswerSchema = Schema(McpJson.Plain.ToolAnswer);

    private readonly Dictionary<string, ToolSpec> _tools;
    private readonly ServerParts _parts;
    private readonly Action<string> _log;

    /// <summary>The tools over a server.</summary>
    /// <param name="parts">The server.</param>
    /// <param name="folders">What may be read and written by path.</param>
    /// <param name="log">Told of faults.</param>
    public ToolTable(ServerParts parts, OpenFolders folders, Action<string> log)
    {
        (_parts, _log) = (parts, log);
        var images = new ImageTools(parts, folders);
        ToolSpec[] tools = [.. images.All(), .. new EditTools(parts, images).All()];
        List = new ListToolsResult { Tools = [.. tools.Select(ToTool)] };
        _tools = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);
    }

    /// <summary>What a client is told.</summary>
    public ListToolsResult List { get; }

    /// <summary>Options of a protocol server with these tools.</summary>
    /// <param name="ownerOf">Who calls.</param>
    public McpServerOptions ToOptions(Func<string> ownerOf)
    {
        var options = new McpServerOptions();
        Configure(options, ownerOf);
        return options;
    }

    /// <summary>Sets a protocol server up with these tools.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="ownerOf">Who calls.</param>
    public void Configure(McpServerOptions options, Func<string> ownerOf)
    {
        options.ServerInfo = new Implementation { Name = "infill", Title = "Infill", Version = _parts.Options.Version };
        options.ServerInstructions = Instructions;
        options.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(List);
        options.Handlers.CallToolHandler = (request, cancellation) => CallAsync(request, ownerOf(), cancellation);
    }

    private static Tool ToTool(ToolSpec tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        InputSchema = Schema(tool.Arguments),
        OutputSchema = AnswerSchema,
        Annotations = new ToolAnnotations { ReadOnlyHint = tool.IsReadOnly, DestructiveHint = false, OpenWorldHint = false },
    };

    private static JsonElement Schema(JsonTypeInfo type)
    {
        JsonNode schema = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe });
        using JsonDocument document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject node && context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute text, ..])
        {
            node.Insert(0, "description", text.Description);
        }

        return schema;
    }

    private async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, string owner, CancellationToken cancellationToken)
    {
        string name = request.Params?.Name ?? "";
        if (!_tools.TryGetValue(name, out ToolSpec? tool))
        {
            throw new McpProtocolException($"There is no tool of that name; there are {string.Join(", ", _tools.Keys)}.", McpErrorCode.InvalidParams);
        }

        var arguments = new JsonObject((request.Params!.Arguments ?? new Dictionary<string, JsonElement>()).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, JsonNode.Parse(pair.Value.GetRawText()))));
        using JsonDocument document = JsonDocument.Parse(arguments.ToJsonString());
        var call = new ToolCall(owner, document.RootElement, (share, stage) => TellAsync(request, share, stage, cancellationToken));
        try
        {
            return ToResult(await tool.Handler(call, cancellationToken).ConfigureAwait(false), isError: false);
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            Explanation explanation = Explanation.Of(reason);
            if (explanation.Status >= 500)
            {
                _log($"{name}: {reason.GetType().Name}: {reason.Message}");
            }

            return ToResult(new ToolReply(new ToolAnswer { Status = AnswerStatus.Failed, Reason = explanation.Detail, NextStep = NextStep(explanation) }), isError: true);
        }
    }

    private static string NextStep(Explanation explanation) => explanation.Code switch
    {
        "not-found" => "Get a new handle: load_image for pictures, propose_mask for masks.",
        "queue-full" or "storage" => "Wait a little and call again.",
        "bug" => "Tell the user; the server's log says more.",
        _ => "Change the arguments as the reason says, and call again.",
    };

    private static Task TellAsync(RequestContext<CallToolRequestParams> request, double share, string stage, CancellationToken cancellationToken) =>
        request.Params?.ProgressToken is ProgressToken token
            ? request.Server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = (float)share, Total = 1, Message = stage }, cancellationToken: cancellationToken)
            : Task.CompletedTask;

    private static CallToolResult ToResult(ToolReply reply, bool isError)
    {
        string json = JsonSerializer.Serialize(reply.Answer, McpJson.Plain.ToolAnswer);
        List<ContentBlock> content = [new TextContentBlock { Text = json }];
        if (reply.Picture is byte[] picture)
        {
            content.Add(ImageContentBlock.FromBytes(picture, reply.Media));
        }

        using JsonDocument document = JsonDocument.Parse(json);
        return new CallToolResult { Content = content, StructuredContent = document.RootElement.Clone(), IsError = isError };
    }
}
