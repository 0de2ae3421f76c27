using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Answers;

namespace Portal.ApiServer.Cases;

/// <summary>Which case is asked for (companion 1.6): by id, by its submitter, or by both, which then must be of the same case.</summary>
/// <param name="CaseId">As it was sent; what is no UUID is no case's id.</param>
/// <param name="Email">The submitter's, lower-case.</param>
/// <param name="Parts">What the case is read with.</param>
internal sealed record CaseDetailQuery(string? CaseId, string? Email, CaseParts Parts)
{
    private const string EmailParameter = "email";

    /// <summary>Reads the query string; otherwise every error as <c>name, text</c>, joined by <c>; </c>.</summary>
    public static (CaseDetailQuery? Query, string? Errors) Read(IQueryCollection parameters)
    {
        var query = new QueryShape(parameters);
        var caseId = query.Text("caseId", isRequired: !query.Has(EmailParameter));
        var email = query.Email(EmailParameter, isRequired: false);
        var parts = CaseParts.Read(query, DocumentFormats.Base64, "includeOrders", "includeCaseProducts");
        return query.Errors is { } errors ? (null, errors) : (new CaseDetailQuery(caseId, email, parts), null);
    }
}
