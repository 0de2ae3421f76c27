using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Portal.ApiServer.Administration;

/// <summary>Reads cases from CSV: commas, a header row, quotes where a cell holds a comma, a quote or a line's end; blank lines do not count.</summary>
internal sealed class CaseCsv
{
    public const int MostRows = 100_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _errors = [];
    private readonly List<NewCase> _cases = [];
    private readonly Dictionary<string, int> _linesOfIds = new(StringComparer.Ordinal);
    private bool _isBad;

    private CaseCsv()
    {
    }

    /// <summary>The cases in the file's order; otherwise every error, one line each, as <c>line 3, title: must not be empty</c>.</summary>
    /// <param name="bytes">UTF-8 without a byte order mark.</param>
    public static (IReadOnlyList<NewCase>? Cases, IReadOnlyList<string> Errors) Read(ReadOnlyMemory<byte> bytes)
    {
        string text;
        try
        {
            text = Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return (null, ["file: must be UTF-8."]);
        }

        var csv = new CaseCsv();
        csv.ReadAll(text);
        return csv._errors.Count == 0 ? (csv._cases, []) : (null, csv._errors);
    }

    private void ReadAll(string text)
    {
        using var parser = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ",", BadDataFound = _ => _isBad = true });
        if (!parser.Read())
        {
            _errors.Add("file: must start with a header row.");
            return;
        }

        var header = (parser.Record ?? []).Select(name => name.Trim().ToLowerInvariant()).ToArray();
        _errors.AddRange(CheckHeader(header).Select(problem => $"line 1, {problem}"));
        if (_errors.Count > 0)
        {
            return;
        }

        for (var rows = 0; parser.Read(); rows++)
        {
            if (rows == MostRows)
            {
                _errors.Add($"file: must have at most {MostRows.ToString("N0", CultureInfo.InvariantCulture)} rows.");
                return;
            }

            ReadRow(header, parser.Record ?? [], LineOf(parser));
        }
    }

    private static IEnumerable<string> CheckHeader(string[] header)
    {
        foreach (var name in header.Distinct(StringComparer.Ordinal))
        {
            if (!CaseColumns.All.Contains(name, StringComparer.Ordinal))
            {
                yield return $"{name}: unknown column; there are {string.Join(", ", CaseColumns.All)}.";
            }
            else if (header.Count(other => string.Equals(other, name, StringComparison.Ordinal)) > 1)
            {
                yield return $"{name}: column is there twice.";
            }
        }

        foreach (var name in CaseColumns.All.Where(name => CaseColumns.Required.Contains(name) && !header.Contains(name, StringComparer.Ordinal)))
        {
            yield return $"{name}: column is missing.";
        }
    }

    private void ReadRow(string[] header, string[] cells, int line)
    {
        if (_isBad)
        {
            _isBad = false;
            Refuse(line, "row", "has a quote inside a cell; put the cell in quotes and double the quote");
            return;
        }

        if (cells.Length != header.Length)
        {
            Refuse(line, "row", string.Create(CultureInfo.InvariantCulture, $"has {cells.Length} cells, the header {header.Length}"));
            return;
        }

        var (read, errors) = NewCaseRules.Read(FieldsOf(header, cells));
        foreach (var error in errors)
        {
            Refuse(line, error.Column, error.Text);
        }

        if (read is null)
        {
            return;
        }

        if (!_linesOfIds.TryAdd(read.Id, line))
        {
            Refuse(line, CaseColumns.Id, $"is that of line {_linesOfIds[read.Id].ToString(CultureInfo.InvariantCulture)} too");
        }

        _cases.Add(read);
    }

    private static CaseFields FieldsOf(string[] header, string[] cells)
    {
        return new CaseFields
        {
            Id = Cell(CaseColumns.Id),
            ShortId = Cell(CaseColumns.ShortId),
            Title = Cell(CaseColumns.Title),
            Status = Cell(CaseColumns.Status),
            Type = Cell(CaseColumns.Type),
            SubmitterEmail = Cell(CaseColumns.SubmitterEmail),
            SubmitterName = Cell(CaseColumns.SubmitterName),
            AssignedTo = Cell(CaseColumns.AssignedTo),
            Assignees = (Cell(CaseColumns.Assignees) ?? "").Split(CaseColumns.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };

        string? Cell(string column) => Array.IndexOf(header, column) is var at and >= 0 ? cells[at] : null;
    }

    /// <summary>Where the row starts; the parser is at its end, and a cell may hold lines.</summary>
    private static int LineOf(CsvParser parser) => parser.RawRow - parser.RawRecord.AsSpan().Trim("\r\n").Count('\n');

    private void Refuse(int line, string field, string text) => _errors.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}, {field}: {text}."));
}
