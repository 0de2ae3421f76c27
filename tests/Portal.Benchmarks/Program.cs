using Portal.Benchmarks.AddComment;
using Portal.Benchmarks.BadBodies;
using Portal.Benchmarks.Book;
using Portal.Benchmarks.CalendarStore;
using Portal.Benchmarks.Circuits;
using Portal.Benchmarks.CreateEvent;
using Portal.Benchmarks.FirstPaint;
using Portal.Benchmarks.Grid;
using Portal.Benchmarks.ListAppointments;
using Portal.Benchmarks.Load;
using Portal.Benchmarks.ScheduleAppointment;

var benchmarks = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    [CreateEventBenchmark.Name] = CreateEventBenchmark.RunAsync,
    [AddCommentBenchmark.Name] = AddCommentBenchmark.RunAsync,
    [ListAppointmentsBenchmark.Name] = ListAppointmentsBenchmark.RunAsync,
    [ScheduleAppointmentBenchmark.Name] = ScheduleAppointmentBenchmark.RunAsync,
    [CalendarStoreBenchmark.Name] = CalendarStoreBenchmark.RunAsync,
    [BadBodiesCheck.Name] = BadBodiesCheck.RunAsync,
    [GridBenchmark.Name] = GridBenchmark.RunAsync,
    [CircuitsBenchmark.Name] = CircuitsBenchmark.RunAsync,
    [FirstPaintBenchmark.Name] = FirstPaintBenchmark.RunAsync,
    [BookBenchmark.Name] = BookBenchmark.RunAsync,
};

var servers = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    [MeasuredServer.Name] = MeasuredServer.RunAsync,
    [PortalServer.Name] = PortalServer.RunAsync,
};

if (args is [var server, .. var serverOptions] && servers.TryGetValue(server, out var serve))
{
    await serve(serverOptions);
    return 0;
}

if (args is not [var name, .. var options] || !benchmarks.TryGetValue(name, out var run))
{
    await Console.Error.WriteLineAsync(
        $"Usage: dotnet run -c Release --project tests/Portal.Benchmarks -- {string.Join('|', benchmarks.Keys)} [rounds] …; infra/docs/performance.md has each one's options");
    return 1;
}

try
{
    await run(options);
    return 0;
}
catch (LoadException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
