using NodaTime;
using Portal.ApiContract;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.People;

namespace Portal.ApiServer.Cases;

/// <summary>How a case reads (companion 1.6).</summary>
internal static class CaseRules
{
    /// <summary>
    /// The case, its instants in UTC. A submitter who is no user has no id, and the parts of the name given with the case. Nothing here
    /// escalates or imports a case in the vendor's sense, so both flags are false.
    /// </summary>
    public static CaseDetail ToDetail(CaseRow row) => new()
    {
        Id = row.Id,
        Type = row.Type,
        Title = row.Title,
        Status = row.Status,
        ShortId = row.ShortId,
        CreatedAt = IsoDateTime.Format(row.CreatedAt),
        UpdatedAt = IsoDateTime.Format(row.UpdatedAt),
        AssignedAt = Format(row.AssignedAt),
        InProgressAt = Format(row.InProgressAt),
        ClosedAt = Format(row.ClosedAt),
        IsArchived = row.IsArchived,
        AssignedTo = ToPerson(row.AssignedToId, row.AssignedToFirstName, row.AssignedToLastName),
        AssignedBy = ToPerson(row.AssignedById, row.AssignedByFirstName, row.AssignedByLastName),
        HrRep = ToPerson(row.HrRepId, row.HrRepFirstName, row.HrRepLastName),
        Submitter = ToSubmitter(row),
    };

    public static CaseAssignee ToAssignee(CaseAssigneeRow row) =>
        new(new CasePerson { Id = row.Id, FirstName = row.FirstName, LastName = row.LastName });

    private static string? Format(Instant? instant) => instant is { } known ? IsoDateTime.Format(known) : null;

    private static CasePerson? ToPerson(string? id, string? firstName, string? lastName) =>
        id is null ? null : new CasePerson { Id = id, FirstName = firstName, LastName = lastName };

    private static CaseSubmitter ToSubmitter(CaseRow row)
    {
        var (firstName, lastName) = row.SubmitterId is null ? PersonName.Split(row.SubmitterName) : (row.SubmitterFirstName, row.SubmitterLastName);
        return new CaseSubmitter
        {
            Id = row.SubmitterId,
            FirstName = firstName,
            LastName = lastName,
            Email = row.SubmitterEmail,
            PhoneNumber = row.SubmitterPhoneNumber,
        };
    }
}
