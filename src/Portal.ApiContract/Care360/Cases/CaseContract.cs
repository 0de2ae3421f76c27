using System.Text.Json.Serialization;

namespace Portal.ApiContract.Care360.Cases;

/// <summary>How the documents of an answer come: in it, or as an address that is valid for 15 minutes.</summary>
public static class DocumentFormats
{
    public const string Base64 = "base64";
    public const string Url = "url";
}

/// <summary>The states of a case (companion 1.5), in documented order.</summary>
public static class CaseStatuses
{
    public static IReadOnlyList<string> All { get; } = ["OPEN", "ASSIGNED", "IN_PROGRESS", "APPROVED", "REJECTED", "NO_DECISION", "ABANDONED"];
}

/// <summary>Answer of <c>GET /api/v1/cases</c> (companion 1.5). <c>pageInfo</c> and <c>cases</c> are inferred names.</summary>
public sealed record CaseListAnswer(int Status, bool Success, string Message, CasePageInfo PageInfo, IReadOnlyList<CaseDetail> Cases);

/// <summary>Where a page of cases is. <c>count</c> is seen at a client of the vendor only, and may be absent.</summary>
public sealed record CasePageInfo(CaseCursor Cursor, bool HasNextPage, bool HasPreviousPage, int? Count = null);

/// <summary>First and last case id of a page; both null on an empty one. <c>End</c> is the next page's <c>after</c>.</summary>
public sealed record CaseCursor(string? Start, string? End);

/// <summary>Answer of <c>GET /api/v1/customer-case-detail</c> (companion 1.6); it has no <c>message</c>.</summary>
public sealed record CaseDetailAnswer(int Status, bool Success, CaseDetail CaseDetail);

/// <summary>A case as it is read (companion 1.6). What the vendor may leave out is nullable. Instants are ISO 8601 UTC.</summary>
public sealed record CaseDetail
{
    public required string Id { get; init; }

    public string? Type { get; init; }

    public string? Title { get; init; }

    /// <summary>One of <see cref="CaseStatuses.All"/>.</summary>
    public string? Status { get; init; }

    public string? ShortId { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public string? AssignedAt { get; init; }

    public string? InProgressAt { get; init; }

    public string? ClosedAt { get; init; }

    /// <summary>Whether the case is closed; <c>closedAt</c> does not say so (companion 1.6).</summary>
    public bool IsArchived { get; init; }

    public bool IsEscalated { get; init; }

    public bool IsImported { get; init; }

    /// <summary>The doctor.</summary>
    public CasePerson? AssignedTo { get; init; }

    /// <summary>Who chose the doctor.</summary>
    public CasePerson? AssignedBy { get; init; }

    public CasePerson? HrRep { get; init; }

    /// <summary>The care team.</summary>
    public IReadOnlyList<CaseAssignee>? Assignees { get; init; }

    /// <summary>The patient.</summary>
    public CaseSubmitter? Submitter { get; init; }

    /// <summary>Only when asked for: those of the case itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CaseAttachment>? Attachments { get; init; }

    /// <summary>By creation, oldest first.</summary>
    public IReadOnlyList<CaseComment>? Comments { get; init; }

    /// <summary>Only when asked for; name and members are inferred.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CaseCalendarEvent>? CalendarEvents { get; init; }
}

/// <summary>A person of a case.</summary>
public sealed record CasePerson
{
    public string? Id { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }
}

/// <summary>A member of the care team.</summary>
public sealed record CaseAssignee(CasePerson Assignee);

/// <summary>The patient of a case.</summary>
public sealed record CaseSubmitter
{
    public string? Id { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? PhoneNumber { get; init; }
}

/// <summary>A comment as it is read (companion 1.6).</summary>
public sealed record CaseComment
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public bool IsRestricted { get; init; }

    /// <summary>The vendor's forms; ours has none.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement>? Forms { get; init; }

    public string? CreatedAt { get; init; }

    public CasePerson? Author { get; init; }

    public IReadOnlyList<CaseAttachment>? Attachments { get; init; }
}

/// <summary>A document of a case or comment (companion 1.6).</summary>
public sealed record CaseAttachment
{
    public required string Id { get; init; }

    public bool IsRestricted { get; init; }

    [JsonPropertyName("isPHI")]
    public bool IsPhi { get; init; }

    public required string FileName { get; init; }

    /// <summary>By the content's signature, not by the name.</summary>
    public string? ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    public bool IsDeleted { get; init; }

    public string? CreatedAt { get; init; }

    public CasePerson? UploadedBy { get; init; }

    /// <summary>Base64, with <see cref="DocumentFormats.Base64"/> only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    /// <summary>Signed, valid for 15 minutes, with <see cref="DocumentFormats.Url"/> only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }
}

/// <summary>A calendar event inside a case or a webhook: the webhook's model (companion 1.8) [inferred for cases].</summary>
public sealed record CaseCalendarEvent
{
    public required string Id { get; init; }

    public string? Title { get; init; }

    public string? Topic { get; init; }

    public string? Description { get; init; }

    public string? Color { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>The vendor's four states, or null.</summary>
    public string? Status { get; init; }

    public string? StartDateTime { get; init; }

    public string? EndDateTime { get; init; }

    [JsonPropertyName("timezone")]
    public string? TimeZone { get; init; }

    public string? MeetingLink { get; init; }

    [JsonPropertyName("cancelURL")]
    public string? CancelUrl { get; init; }

    [JsonPropertyName("rescheduleURL")]
    public string? RescheduleUrl { get; init; }

    public IReadOnlyList<MeetingNote>? MeetingNotes { get; init; }

    /// <summary>The conferencing provider; here the location type.</summary>
    public string? MeetingProvider { get; init; }

    public string? ProviderName { get; init; }

    public string? ProviderEmail { get; init; }

    public Appointments.MeetingTracking? Tracking { get; init; }
}

/// <summary>A question of the booking form and its answer.</summary>
public sealed record MeetingNote(string? Answer, int Position, string? Question);
