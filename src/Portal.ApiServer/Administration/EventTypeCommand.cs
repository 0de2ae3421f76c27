using System.CommandLine;
using System.Globalization;
using Portal.ApiServer.Scheduling;

namespace Portal.ApiServer.Administration;

/// <summary>Takes event types from JSON, in the form of <see cref="EventTypeJson"/>.</summary>
internal abstract class EventTypeCommand : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Argument<string> _file;

    protected EventTypeCommand(string name, string description, string content)
        : base(name, description)
    {
        _file = new Argument<string>("file") { Description = $"JSON with {content}; - reads standard input." };
        Add(_organization);
        Add(_file);
    }

    public override string Notes { get; } =
        """
        Members of an event type:
          id, provider_email, provider_name, provider_time_zone (IANA), provider_states (list of US state codes),
          name, duration_minutes, locations (list), weekly_hours
        May be left out:
          calendly_link, slot_interval_minutes (the duration), buffer_before_minutes (0), buffer_after_minutes (0),
          minimum_notice_minutes (0), horizon_days (60), exceptions (none)
        One of the same id is replaced; appointments that are booked stay.
        """;

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        var json = await InputFile.ReadAsync(call.Arguments.GetRequiredValue(_file), call.Input, cancellationToken);
        var (eventTypes, errors) = EventTypeImport.Read(json);
        if (eventTypes is null)
        {
            throw new RefusedException(errors);
        }

        if (Check(eventTypes) is { Count: > 0 } refusals)
        {
            throw new RefusedException(refusals);
        }

        if (!await EventTypeImport.ApplyAsync(call.Database, organization, eventTypes, cancellationToken))
        {
            throw RefusedException.NoOrganization();
        }

        await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Event types added or replaced: {eventTypes.Count}."));
    }

    /// <summary>What is wrong with the document as a whole; empty for nothing.</summary>
    protected abstract IReadOnlyList<string> Check(IReadOnlyList<EventType> eventTypes);
}
