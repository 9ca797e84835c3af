return Infill.Cli.CommandLine.Run(args, Console.Out, Console.Error);
