using System.CommandLine;
using Infill.Cli.Models;
using Infill.Cli.Options;
using Infill.Onnx.Store;

namespace Infill.Cli.Commands;

/// <summary>Brings models to this machine and looks after them.</summary>
internal static class ModelsCommand
{
    private const string IdHelp = "ORG/NAME, with @REVISION or :FILE; or a name that models list --known shows.";

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("models", "Pull, list, check and pack the models that networks need.")
        {
            Pull(output, error),
            List(output, error),
            Show(output, error),
            Verify(output, error),
            Lint(output, error),
            Remove(output, error),
            Import(output, error),
            Export(output, error),
        };
        return command;
    }

    private static Command Pull(TextWriter output, TextWriter error)
    {
        var command = new Command("pull", "Download a model, only the files that are needed; prints its folder.");
        Argument<string> id = Id("ORG/NAME, with @REVISION or :FILE; npm:NAME@VERSION:FILE; or a name that models list --known shows.");
        Option<string?> variant = ValueOption.Text("--variant", "NAME", "Weights to take: fp16, bf16, onnx or another of the model's (default: the full-precision ones where it has them).");
        Option<bool> offline = ValueOption.Switch("--offline", "Do not use the network: done if the model is here, else exit code 6 (also: HF_HUB_OFFLINE=1).");
        id.CompletionSources.Add(_ => Onnx.Store.Catalog.ModelCatalog.Entries.Select(entry => new System.CommandLine.Completions.CompletionItem(entry.Name)));
        command.Add(id);
        command.Add(variant);
        command.Add(offline);
        return Act(command, output, error, (parsed, voice, token) => new StoreHandler(voice).Pull(
            parsed.GetRequiredValue(id), new PullOptions { Variant = parsed.GetValue(variant), IsOffline = parsed.GetValue(offline) }, token));
    }

    private static Command List(TextWriter output, TextWriter error)
    {
        var command = new Command("list", "List the models that are here, whichever tool brought them.");
        Option<bool> known = ValueOption.Switch("--known", "List what can be pulled by a short name, with licence and use.");
        command.Add(known);
        return Act(command, output, error, (parsed, voice, _) => parsed.GetValue(known) ? new StoreHandler(voice).ListKnown() : new StoreHandler(voice).List());
    }

    private static Command Show(TextWriter output, TextWriter error)
    {
        var command = new Command("show", "Show a model's revision, form, licence, size, path and files.");
        Argument<string> id = Id(IdHelp);
        command.Add(id);
        return Act(command, output, error, (parsed, voice, _) => new StoreHandler(voice).Show(parsed.GetRequiredValue(id)));
    }

    private static Command Verify(TextWriter output, TextWriter error)
    {
        var command = new Command("verify", "Read every file of models again and compare its hash; damaged ones are put aside.");
        var ids = new Argument<string[]>("id") { Description = "Models to read; without one, all of them.", HelpName = "id", Arity = ArgumentArity.ZeroOrMore };
        command.Add(ids);
        return Act(command, output, error, (parsed, voice, token) => VerifyHandler.Run(parsed.GetValue(ids) ?? [], voice, token));
    }

    private static Command Lint(TextWriter output, TextWriter error)
    {
        var command = new Command("lint", "Say what a model is, and whether a job can run with it.");
        var model = new Argument<string>("model") { Description = "A folder, a .safetensors or .onnx file, or an id of a model that is here.", HelpName = "model" };
        Option<string?> variant = ValueOption.Word("--variant", "Weights to look at (default: the full-precision ones where it has them).", "full", "fp16", "bf16");
        command.Add(model);
        command.Add(variant);
        return Act(command, output, error, (parsed, voice, token) => LintHandler.Run(parsed.GetRequiredValue(model), ModelWords.Variant(parsed.GetValue(variant)), voice, token));
    }

    private static Command Remove(TextWriter output, TextWriter error)
    {
        var command = new Command("remove", "Remove a revision of a model, and the contents that no other revision uses.");
        Argument<string> id = Id(IdHelp);
        Option<bool> all = ValueOption.Switch("--all", "Remove every revision of the model.");
        command.Add(id);
        command.Add(all);
        return Act(command, output, error, (parsed, voice, _) => new StoreHandler(voice).Remove(parsed.GetRequiredValue(id), parsed.GetValue(all)));
    }

    private static Command Import(TextWriter output, TextWriter error)
    {
        var command = new Command("import", "Take a bundle, a model's folder or one file of weights into the store; prints its folder.");
        var path = new Argument<string>("path") { Description = "A bundle of models export, a folder, or a .safetensors or .onnx file.", HelpName = "path" };
        Option<string?> name = ValueOption.Text("--as", "ORG/NAME", "What a folder or file shall be called (default: local/ and its own name).");
        command.Add(path);
        command.Add(name);
        return Act(command, output, error, (parsed, voice, token) => new StoreHandler(voice).Import(parsed.GetRequiredValue(path), parsed.GetValue(name), token));
    }

    private static Command Export(TextWriter output, TextWriter error)
    {
        var command = new Command("export", "Pack a model into one file, with hashes, for machines without a network.");
        Argument<string> id = Id(IdHelp);
        var bundle = new Argument<string>("bundle") { Description = "The file to write, .tar.", HelpName = "bundle" };
        Option<bool> overwrite = ValueOption.Switch("--overwrite", "Replace an existing file.");
        command.Add(id);
        command.Add(bundle);
        command.Add(overwrite);
        return Act(command, output, error, (parsed, voice, token) => new StoreHandler(voice).Export(
            parsed.GetRequiredValue(id), parsed.GetRequiredValue(bundle), parsed.GetValue(overwrite), token));
    }

    private static Argument<string> Id(string description) => new("id") { Description = description, HelpName = "id" };

    private static Command Act(Command command, TextWriter output, TextWriter error, Func<ParseResult, Voice, CancellationToken, ExitCode> run)
    {
        var talk = new TalkOptions();
        if (command.Name is "pull" or "verify")
        {
            talk.AddWithProgressTo(command);
        }
        else
        {
            talk.AddTo(command, withJob: false);
        }

        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, $"models {command.Name}", token => ModelFailure.Guard(() => run(parsed, voice, token)));
        });
        return command;
    }
}
