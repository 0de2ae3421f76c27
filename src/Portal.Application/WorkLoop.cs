namespace Portal.Application;

/// <summary>What every background worker does around its work. A worker that throws would end the whole portal.</summary>
internal static class WorkLoop
{
    /// <summary>Works and pauses, again and again, until told to stop. It does not throw, whatever the work throws.</summary>
    /// <param name="work">One round.</param>
    /// <param name="pause">Waits for the next round; returns early, without throwing, when told to stop.</param>
    /// <param name="failed">Told of a round that threw.</param>
    /// <param name="stoppingToken">Ends it.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> work, Func<CancellationToken, Task> pause, Action<Exception> failed, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failed(e);
            }

            await pause(stoppingToken);
        }
    }

    /// <summary>A pause of a fixed length.</summary>
    public static Func<CancellationToken, Task> Every(TimeSpan interval) => stoppingToken => Task.WhenAny(Task.Delay(interval, stoppingToken));
}
