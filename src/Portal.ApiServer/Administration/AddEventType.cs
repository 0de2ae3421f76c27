using Portal.ApiServer.Scheduling;

namespace Portal.ApiServer.Administration;

/// <summary><c>event-type add</c></summary>
internal sealed class AddEventType() : EventTypeCommand("add", "Adds or replaces one event type.", "one event type")
{
    public override IReadOnlyList<string> Examples =>
    [
        "event-type add northside event-type.json",
        "event-type add northside - < event-type.json",
    ];

    protected override IReadOnlyList<string> Check(IReadOnlyList<EventType> eventTypes) =>
        eventTypes.Count == 1 ? [] : ["file: must hold one event type; 'event-type import' takes a list."];
}
