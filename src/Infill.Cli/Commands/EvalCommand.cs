using System.CommandLine;
using Infill.Cli.Evaluation;
using Infill.Cli.Evaluation.Masks;
using Infill.Cli.Options;

namespace Infill.Cli.Commands;

/// <summary>Runs engines on cases and compares what they make.</summary>
internal static class EvalCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("eval", "Run engines on known holes or masks, score the fills and write a report with all pictures.");
        var cases = new CaseOptions();
        var options = new EvalOptions();
        var talk = new TalkOptions();
        cases.AddTo(command);
        options.AddTo(command);
        talk.AddTo(command, withJob: false);
        command.Add(Compare(output, error));
        command.Add(Calibrate(output, error));
        command.Add(Masks(output, error));
        command.Add(Shadows(output, error));
        command.Add(Reflections(output, error));
        command.Add(Products(output, error));
        command.SetAction(parsed =>
        {
            EvalArguments arguments = options.Read(parsed, cases.Read(parsed));
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval", token => EvalHandler.Run(arguments, voice, token));
        });
        return command;
    }

    private static Command Shadows(TextWriter output, TextWriter error)
    {
        var command = new Command("shadows", "Place cut-outs with known shadows into photos, and say how well shadows are found.");
        var options = new ShadowEvalOptions();
        var talk = new TalkOptions();
        options.AddTo(command);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            ShadowEvalArguments arguments = options.Read(parsed);
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval shadows", token => ShadowEvalHandler.Run(arguments, voice, token));
        });
        return command;
    }

    private static Command Reflections(TextWriter output, TextWriter error)
    {
        var command = new Command("reflections", "Place cut-outs with known reflections into photos, and say how well reflections are found.");
        var options = new ReflectionEvalOptions();
        var talk = new TalkOptions();
        options.AddTo(command);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            ReflectionEvalArguments arguments = options.Read(parsed);
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval reflections", token => ReflectionEvalHandler.Run(arguments, voice, token));
        });
        return command;
    }

    private static Command Products(TextWriter output, TextWriter error)
    {
        var command = new Command("products", "Place cut-outs with known mattes into photos, swap their backgrounds, and say how near the results are to the truth.");
        var options = new ProductEvalOptions();
        var talk = new TalkOptions();
        options.AddTo(command);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            ProductEvalArguments arguments = options.Read(parsed);
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval products", token => new ProductEvalHandler(arguments, voice).Run(token));
        });
        return command;
    }

    private static Command Calibrate(TextWriter output, TextWriter error)
    {
        var command = new Command("calibrate", "Fit the quality gate to photos, and say how well it does on others.");
        var options = new CalibrateOptions();
        var talk = new TalkOptions();
        options.AddTo(command);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            CalibrateArguments arguments = options.Read(parsed);
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval calibrate", token => CalibrateHandler.Run(arguments, voice, token));
        });
        return command;
    }

    private static Command Masks(TextWriter output, TextWriter error)
    {
        var command = new Command("masks", "Find things that were drawn by hand by one click and one box, and measure the masks (IoU, boundary F-score).");
        var file = new Argument<string>("file") { Description = "JSON list of things with photo, drawn mask, click and box, such as bench/masks.json." };
        Option<string?> folder = ValueOption.Text("--preview-dir", "DIR", "Folder for each mask laid over its photo. Made if it is missing.");
        var talk = new TalkOptions();
        command.Add(file);
        command.Add(folder);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval masks", token => new MaskEvalHandler(voice, TimeProvider.System).Run(parsed.GetRequiredValue(file), parsed.GetValue(folder), token));
        });
        return command;
    }

    private static Command Compare(TextWriter output, TextWriter error)
    {
        var command = new Command("compare", "Say of two evaluations whether the later one is better, worse or the same, with intervals.");
        var options = new CompareOptions();
        var talk = new TalkOptions();
        options.AddTo(command);
        talk.AddTo(command, withJob: false);
        command.SetAction(parsed =>
        {
            CompareArguments arguments = options.Read(parsed);
            var voice = new Voice(output, error, talk.Read(parsed));
            return CommandScope.Run(voice, "eval compare", _ => CompareHandler.Run(arguments, voice));
        });
        return command;
    }
}
