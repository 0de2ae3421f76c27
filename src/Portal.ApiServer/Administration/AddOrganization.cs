using System.CommandLine;
using Portal.ApiContract.Validation;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>org add</c></summary>
internal sealed class AddOrganization : AdministrationCommand
{
    private const int LongestId = 40;
    private const int LongestName = 200;

    private readonly Argument<string> _id = new("id") { Description = "1 to 40 letters, digits and hyphens; stored in lower case, cannot be changed." };
    private readonly Option<string> _name = new("--name") { Description = "What people call it, at most 200 characters.", Required = true };
    private readonly Option<string> _zone = new("--time-zone") { Description = "IANA time zone, for example America/New_York.", Required = true };

    public AddOrganization()
        : base("add", "Adds an organisation.")
    {
        Add(_id);
        Add(_name);
        Add(_zone);
    }

    public override IReadOnlyList<string> Examples => ["org add northside --name \"Northside Clinic\" --time-zone America/New_York"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var id = call.Arguments.GetRequiredValue(_id).ToLowerInvariant();
        var name = call.Arguments.GetRequiredValue(_name).Trim();
        var zone = call.Arguments.GetRequiredValue(_zone);
        var errors = Check(id, name, zone).ToList();
        if (errors.Count > 0)
        {
            throw new RefusedException(errors);
        }

        var isAdded = await call.Database.WriteAsync(
            write => OrganizationStore.AddAsync(write, id, name, zone, call.Clock.GetCurrentInstant()), cancellationToken);
        if (!isAdded)
        {
            throw new RefusedException($"id: the organisation {id} exists already.");
        }

        await call.Output.WriteLineAsync($"Added the organisation {id}.");
    }

    private static IEnumerable<string> Check(string id, string name, string zone)
    {
        if (id.Length is 0 or > LongestId || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            yield return "id: must be 1 to 40 letters, digits and hyphens.";
        }

        if (name.Length is 0 or > LongestName || !ContractFormats.IsStorable(name) || name.Any(char.IsControl))
        {
            yield return "--name: must be 1 to 200 characters in one line.";
        }

        if (!ContractFormats.IsTimeZone(zone))
        {
            yield return "--time-zone: must be an IANA time zone such as America/New_York.";
        }
    }
}
