using System.CommandLine;
using System.Globalization;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>case import</c></summary>
internal sealed class ImportCases : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Argument<string> _file = new("csv") { Description = "The file; - reads standard input." };

    public ImportCases()
        : base("import", "Adds and changes cases from a CSV file, all of it or, with any error, nothing.")
    {
        Add(_organization);
        Add(_file);
    }

    public override IReadOnlyList<string> Examples => ["case import northside cases.csv", "case import northside - < cases.csv"];

    public override string Notes { get; } =
        $"""
        The first row names the columns, in any order:
          title, submitter_email, submitter_name
          id               UUID; a row without one is a new case, every time
          short_id, type   at most 40 characters
          status           {string.Join(", ", CaseStatuses.All)}
          assigned_to      the doctor's e-mail address
          assignees        e-mail addresses of the care team, semicolons between them
        All but the first three, and their cells, may be left out; a case that exists keeps what it has then.
        Commas between cells; a cell with a comma, a quote or a line's end stands in quotes. UTF-8, at most 100,000 rows.
        People who are not known yet become users of the organisation.
        """;

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        var bytes = await InputFile.ReadAsync(call.Arguments.GetRequiredValue(_file), call.Input, cancellationToken);
        var (cases, errors) = CaseCsv.Read(bytes);
        if (cases is null)
        {
            throw new RefusedException(errors);
        }

        var now = call.Clock.GetCurrentInstant();
        var changed = await call.Database.WriteAsync(
            async write =>
            {
                if (!await OrganizationStore.ExistsAsync(write, organization))
                {
                    throw RefusedException.NoOrganization();
                }

                return await CaseWrites.PutAsync(write, organization, cases, now);
            },
            cancellationToken);
        await call.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Cases read: {cases.Count}. Added or changed: {changed}. Left as they were: {cases.Count - changed}."));
    }
}
