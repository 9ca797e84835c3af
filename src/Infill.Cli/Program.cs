return Infill.Cli.CommandLine.Run(args, Console.Out, new Infill.Cli.Reports.ForgivingWriter(Console.Error));
