namespace Portal.ApiServer.Administration;

/// <summary>A file named on the command line, or standard input.</summary>
internal static class InputFile
{
    /// <summary>Far above 100,000 rows of cases; what is read is held in memory.</summary>
    private const long Largest = 100 * 1024 * 1024;

    /// <summary>The whole content without a UTF-8 byte order mark; <c>-</c> is standard input.</summary>
    /// <exception cref="RefusedException">It is missing, unreadable or larger than 100 MB.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, Stream input, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new MemoryStream();
            if (string.Equals(path, "-", StringComparison.Ordinal))
            {
                await CopyAsync(input, content, cancellationToken);
            }
            else
            {
                await using var file = File.OpenRead(path);
                await CopyAsync(file, content, cancellationToken);
            }

            ReadOnlyMemory<byte> bytes = content.ToArray();
            return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusedException("file: cannot be read.");
        }
    }

    private static async Task CopyAsync(Stream source, MemoryStream target, CancellationToken cancellationToken)
    {
        var buffer = new byte[81_920];
        int count;
        while ((count = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            target.Write(buffer, 0, count);
            if (target.Length > Largest)
            {
                throw new RefusedException("file: must be at most 100 MB.");
            }
        }
    }
}
