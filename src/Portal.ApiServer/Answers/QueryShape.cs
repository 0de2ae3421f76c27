using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Portal.ApiContract;
using Portal.ApiContract.Care360;
using Portal.ApiContract.Validation;

namespace Portal.ApiServer.Answers;

/// <summary>Reads a query string by its documented parameters, in the order of the calls, and notes everything that is wrong by name.</summary>
internal sealed class QueryShape(IQueryCollection parameters)
{
    private readonly List<string> _errors = [];

    /// <summary>Every error as <c>name, text</c>, joined by <c>; </c>; null when there is none.</summary>
    public string? Errors => _errors.Count == 0 ? null : string.Join("; ", _errors);

    public bool Has(string name) => parameters.ContainsKey(name);

    /// <summary>Notes an error of meaning.</summary>
    public void Refuse(string name, string text) => _errors.Add($"{name}, {text}");

    /// <summary>A text, given once; noted when it is given several times or holds what no database stores, and, if required, when it is absent.</summary>
    public string? Text(string name, bool isRequired)
    {
        var values = parameters[name];
        if (values is [{ } text])
        {
            if (ContractFormats.IsStorable(text))
            {
                return text;
            }

            Refuse(name, ContractTexts.InvalidCharacters);
        }
        else if (isRequired || values.Count > 0)
        {
            Refuse(name, ContractTexts.WrongType("string", values.Count == 0 ? "undefined" : "array"));
        }

        return null;
    }

    /// <summary>A calendar day <c>YYYY-MM-DD</c>.</summary>
    public LocalDate? Day(string name, bool isRequired)
    {
        if (Text(name, isRequired) is not { } text)
        {
            return null;
        }

        // The pattern alone would also take years beyond four digits and negative ones.
        if (text.Length == "uuuu-MM-dd".Length && char.IsAsciiDigit(text[0]) && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: > 0 } day })
        {
            return day;
        }

        Refuse(name, Care360Texts.InvalidIsoDate);
        return null;
    }

    /// <summary>An ISO 8601 date and time with <c>Z</c> or an offset.</summary>
    public Instant? Time(string name, bool isRequired)
    {
        if (Text(name, isRequired) is not { } text)
        {
            return null;
        }

        // A plus that was not percent-encoded arrives as a blank.
        if (IsoDateTime.TryParse(text.Replace(' ', '+'), out var instant))
        {
            return instant;
        }

        Refuse(name, ContractTexts.InvalidIsoDateTime);
        return null;
    }

    /// <summary>An e-mail address, lower-cased and without blanks around it.</summary>
    public string? Email(string name, bool isRequired)
    {
        if (Text(name, isRequired)?.Trim() is not { } text)
        {
            return null;
        }

        if (ContractFormats.IsEmail(text))
        {
            return text.ToLowerInvariant();
        }

        Refuse(name, ContractTexts.InvalidEmail);
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>; false when absent.</summary>
    public bool Flag(string name)
    {
        switch (Text(name, isRequired: false))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Refuse(name, ContractTexts.InvalidOption(["true", "false"]));
                return false;
        }
    }

    /// <summary>A whole number in the range, both ends inclusive; <paramref name="standard"/> when absent.</summary>
    public int Number(string name, int standard, int least, int largest)
    {
        if (Text(name, isRequired: false) is not { } text)
        {
            return standard;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= largest)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Invalid input: expected a whole number from {least} to {largest}"));
        return standard;
    }

    /// <summary>One of the values given, compared as they are written; null when absent.</summary>
    public string? Option(string name, IReadOnlyList<string> values, bool isRequired)
    {
        if (Text(name, isRequired) is not { } text)
        {
            return null;
        }

        if (values.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Refuse(name, ContractTexts.InvalidOption(values));
        return null;
    }
}
