using Portal.ApiServer.Scheduling;

namespace Portal.ApiServer.Administration;

/// <summary><c>event-type import</c></summary>
internal sealed class ImportEventTypes() : EventTypeCommand("import", "Adds or replaces event types, all of a document or none.", "a list of event types")
{
    public override IReadOnlyList<string> Examples => ["event-type import northside event-types.json"];

    protected override IReadOnlyList<string> Check(IReadOnlyList<EventType> eventTypes) => [];
}
