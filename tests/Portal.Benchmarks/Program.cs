using Portal.Benchmarks.AddComment;
using Portal.Benchmarks.CreateEvent;
using Portal.Benchmarks.ListAppointments;

var benchmarks = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    [CreateEventBenchmark.Name] = CreateEventBenchmark.RunAsync,
    [AddCommentBenchmark.Name] = AddCommentBenchmark.RunAsync,
    [ListAppointmentsBenchmark.Name] = ListAppointmentsBenchmark.RunAsync,
};

if (args is not [var name, .. var options] || !benchmarks.TryGetValue(name, out var run))
{
    await Console.Error.WriteLineAsync(
        $"Usage: dotnet run -c Release --project tests/Portal.Benchmarks -- {string.Join('|', benchmarks.Keys)} [rounds] [seconds per round] [only what contains this]");
    return 1;
}

await run(options);
return 0;
