using System.CommandLine;
using Portal.ApiContract.Care360.Cases;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>case add</c></summary>
internal sealed class AddCase : AdministrationCommand
{
    private readonly Argument<string> _organization = OrganizationArgument();
    private readonly Option<string> _title = new("--title") { Description = "At most 500 characters.", Required = true };
    private readonly Option<string> _submitterEmail = new("--submitter-email") { Description = "The patient's e-mail address.", Required = true };
    private readonly Option<string> _submitterName = new("--submitter-name") { Description = "The patient's name; its last word is the last name.", Required = true };
    private readonly Option<string?> _id = new("--id") { Description = "UUID; a new one when left out." };
    private readonly Option<string?> _shortId = new("--short-id") { Description = "What people call the case, at most 40 characters; the start of the id when left out." };
    private readonly Option<string?> _status = new("--status") { Description = $"One of {string.Join(", ", CaseStatuses.All)}; OPEN when left out." };
    private readonly Option<string?> _type = new("--type") { Description = "At most 40 characters; GENERAL when left out." };
    private readonly Option<string?> _assignedTo = new("--assigned-to") { Description = "The doctor's e-mail address." };
    private readonly Option<string[]> _assignees = new("--assignee") { Description = "E-mail address of somebody of the care team; repeat it for more." };

    public AddCase()
        : base("add", "Adds a case and prints its id. People who are not known yet become users of the organisation.")
    {
        Add(_organization);
        foreach (var option in new Option[] { _title, _submitterEmail, _submitterName, _id, _shortId, _status, _type, _assignedTo, _assignees })
        {
            Add(option);
        }
    }

    public override IReadOnlyList<string> Examples =>
    [
        "case add northside --title \"Knee follow-up\" --submitter-email rosa@patients.example --submitter-name \"Rosa Alvarez\"",
        "case add northside --title \"Hip\" --submitter-email jun@patients.example --submitter-name \"Jun Nakamura\" --status ASSIGNED --assigned-to maya@northside.example",
    ];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organization = ReadOrganization(call, _organization);
        var (added, errors) = NewCaseRules.Read(ReadFields(call.Arguments));
        if (added is null)
        {
            throw new RefusedException([.. errors.Select(error => $"{OptionOf(error.Column)}: {error.Text}.")]);
        }

        var now = call.Clock.GetCurrentInstant();
        var isAdded = await call.Database.WriteAsync(
            async write =>
            {
                if (!await OrganizationStore.ExistsAsync(write, organization))
                {
                    throw RefusedException.NoOrganization();
                }

                return await CaseWrites.AddAsync(write, organization, added, now);
            },
            cancellationToken);
        if (!isAdded)
        {
            throw new RefusedException("--id: the organisation has a case of this id already.");
        }

        await call.Output.WriteLineAsync(added.Id);
    }

    private CaseFields ReadFields(ParseResult arguments) => new()
    {
        Id = arguments.GetValue(_id),
        ShortId = arguments.GetValue(_shortId),
        Title = arguments.GetValue(_title),
        Status = arguments.GetValue(_status),
        Type = arguments.GetValue(_type),
        SubmitterEmail = arguments.GetValue(_submitterEmail),
        SubmitterName = arguments.GetValue(_submitterName),
        AssignedTo = arguments.GetValue(_assignedTo),
        Assignees = arguments.GetValue(_assignees) ?? [],
    };

    private static string OptionOf(string column) =>
        string.Equals(column, CaseColumns.Assignees, StringComparison.Ordinal) ? "--assignee" : $"--{column.Replace('_', '-')}";
}
