using System.CommandLine;
using System.Globalization;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>case import</c></summary>
internal sealed class ImportCases : AdministrationCommand
{
    private static readonly string Columns =
        $"""
        The first row names the columns, in any order: title, submitter_email, submitter_name; and, where wanted, id (UUID), short_id, status
        ({string.Join(", ", CaseStatuses.All)}), type, assigned_to (e-mail address of the doctor), assignees (e-mail addresses of the care team,
        semicolons between them). A row whose id exists changes that case, an empty cell leaves what it has; a row without an id is a new case, every time.
        Commas between cells; a cell with a comma, quote or line end stands in quotes. UTF-8, at most 100,000 rows. With any error nothing is written.
        """;

    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Argument<string> _file = new("csv") { Description = "The file; - reads standard input." };

    public ImportCases()
        : base("import", $"Adds and changes cases from a CSV file. {Columns}")
    {
        Add(_organization);
        Add(_file);
    }

    public override IReadOnlyList<string> Examples => ["case import northside cases.csv", "case import northside - < cases.csv"];

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

                await CaseWrites.AddPeopleAsync(write, organization, cases, now);
                var count = 0;
                foreach (var row in cases)
                {
                    count += await CaseWrites.PutAsync(write, organization, row, now) ? 1 : 0;
                }

                return count;
            },
            cancellationToken);
        await call.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Cases read: {cases.Count}. Added or changed: {changed}. Left as they were: {cases.Count - changed}."));
    }
}
