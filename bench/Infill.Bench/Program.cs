using Infill.Bench.Runs;

try
{
    BenchOptions options = BenchOptions.Parse(args);
    Directory.CreateDirectory(options.Output);
    switch (options.Mode)
    {
        case "speed":
            new SpeedRun(options).Run();
            break;
        case "networks":
            new NetworkRun(options).Run();
            break;
        case "start":
            new StartRun(options).Run();
            break;
        default:
            new MemoryRun(options).Run();
            break;
    }

    return 0;
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}
