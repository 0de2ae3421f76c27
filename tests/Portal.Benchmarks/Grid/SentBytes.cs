using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Portal.Benchmarks.Grid;

/// <summary>Counts what Kestrel writes to its connections.</summary>
internal sealed class SentBytes
{
    private long _total;

    public long Total => Interlocked.Read(ref _total);

    public async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Transport = new CountedPipe(connection.Transport.Input, new CountedWriter(connection.Transport.Output, this));
        await next(connection);
    }

    private sealed record CountedPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class CountedWriter(PipeWriter inner, SentBytes sent) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            Interlocked.Add(ref sent._total, bytes);
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
