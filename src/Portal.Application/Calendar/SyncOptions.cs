using Microsoft.Extensions.Options;

namespace Portal.Application.Calendar;

/// <summary>Section <c>Sync</c>: how the calendars are read from the upstreams.</summary>
public sealed class SyncOptions
{
    public const string Section = "Sync";

    /// <summary>How often each organisation is read when nobody asks.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one reading may take.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Days before today that are read.</summary>
    public int DaysBack { get; set; } = 1;

    /// <summary>Days after today that are read.</summary>
    public int DaysAhead { get; set; } = 400;
}

/// <summary>Refuses settings that would read nothing or without end.</summary>
internal sealed class SyncOptionsValidator : IValidateOptions<SyncOptions>
{
    public ValidateOptionsResult Validate(string? name, SyncOptions options) =>
        options.Interval < TimeSpan.FromSeconds(1) ? ValidateOptionsResult.Fail($"{SyncOptions.Section}:Interval must be at least 1 second.")
        : options.Deadline <= TimeSpan.Zero ? ValidateOptionsResult.Fail($"{SyncOptions.Section}:Deadline must be more than zero.")
        : options.DaysBack < 0 || options.DaysAhead < 1 ? ValidateOptionsResult.Fail($"{SyncOptions.Section}: DaysBack must not be negative, DaysAhead at least 1.")
        : ValidateOptionsResult.Success;
}
