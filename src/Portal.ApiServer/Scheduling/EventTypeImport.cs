using System.Globalization;
using System.Text.Json;
using Portal.ApiServer.Answers;
using Portal.ApiServer.Organizations;
using Portal.Storage;

namespace Portal.ApiServer.Scheduling;

/// <summary>Takes event types from a JSON document: one of them or a list, each in the form of <see cref="EventTypeJson"/>.</summary>
internal static class EventTypeImport
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// The event types of the document, in its order; otherwise every error, one line each, as <c>entry 2 (its id): field, text</c>.
    /// An id that is there twice is an error.
    /// </summary>
    public static (IReadOnlyList<EventType>? EventTypes, IReadOnlyList<string> Errors) Read(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Options);
        }
        catch (JsonException e)
        {
            return (null, [$"The document is not valid JSON: {e.Message}"]);
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Array ? ReadAll([.. document.RootElement.EnumerateArray()]) : ReadAll([document.RootElement]);
        }
    }

    /// <summary>
    /// Adds the event types to the organisation, in one transaction; one whose id is there already is replaced. Appointments already
    /// booked stay as they are.
    /// </summary>
    /// <returns>False, with nothing written, when there is no such organisation.</returns>
    public static Task<bool> ApplyAsync(
        Database database, string organizationId, IReadOnlyList<EventType> eventTypes, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async write =>
            {
                if (!await OrganizationStore.ExistsAsync(write, organizationId))
                {
                    return false;
                }

                foreach (var eventType in eventTypes)
                {
                    await EventTypeStore.PutAsync(write, organizationId, eventType);
                }

                return true;
            },
            cancellationToken);

    private static (IReadOnlyList<EventType>? EventTypes, IReadOnlyList<string> Errors) ReadAll(IReadOnlyList<JsonElement> entries)
    {
        var eventTypes = new List<EventType>();
        var errors = new List<string>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            var (eventType, problems) = new EventTypeJson(entries[i]).Read();
            if (eventType is not null && !ids.Add(eventType.Id))
            {
                problems = ["id, is there twice"];
            }

            errors.AddRange(problems.Select(problem => $"{NameOf(entries[i], i)}: {problem}"));
            if (eventType is not null)
            {
                eventTypes.Add(eventType);
            }
        }

        return errors.Count == 0 ? (eventTypes, []) : (null, errors);
    }

    private static string NameOf(JsonElement entry, int index)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"entry {index + 1}");
        return entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) && JsonShape.TryGetText(id, out var text)
            ? $"{number} ({text})"
            : number;
    }
}
