using Portal.Benchmarks.CreateEvent;

if (args is not [CreateEventBenchmark.Name, .. var options])
{
    await Console.Error.WriteLineAsync($"Usage: dotnet run -c Release --project tests/Portal.Benchmarks -- {CreateEventBenchmark.Name} [rounds] [seconds per round] [only what contains this]");
    return 1;
}

await CreateEventBenchmark.RunAsync(options);
return 0;
