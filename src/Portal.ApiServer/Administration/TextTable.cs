namespace Portal.ApiServer.Administration;

/// <summary>Rows with their columns under each other, two blanks between them.</summary>
internal static class TextTable
{
    /// <summary>Writes the head and the rows; every row has as many cells as the head.</summary>
    public static async Task WriteAsync(TextWriter output, string[] head, IEnumerable<string[]> rows)
    {
        string[][] lines = [head, .. rows];
        var widths = Enumerable.Range(0, head.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            await output.WriteLineAsync(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
