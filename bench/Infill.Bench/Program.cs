using Infill.Bench.Runs;

try
{
    BenchOptions options = BenchOptions.Parse(args);
    Directory.CreateDirectory(options.Output);
    if (!InfillProgram.IsReady)
    {
        throw new ArgumentException("The command line is not built: dotnet build Infill.slnx -c Release");
    }

    BenchModes.All[options.Mode](options);
    return 0;
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}
