using System.Globalization;
using Portal.ApiServer.Organizations;

namespace Portal.ApiServer.Administration;

/// <summary><c>org list</c></summary>
internal sealed class ListOrganizations() : AdministrationCommand("list", "Lists the organisations with their numbers of cases and of keys in force.")
{
    public override IReadOnlyList<string> Examples => ["org list", "org list --data /var/lib/portal"];

    public override async Task RunAsync(AdministrationCall call, CancellationToken cancellationToken)
    {
        var organizations = await new OrganizationStore(call.Database).ListAsync(cancellationToken);
        if (organizations.Count == 0)
        {
            await call.Output.WriteLineAsync("There are no organisations. 'org add' adds one.");
            return;
        }

        await TextTable.WriteAsync(
            call.Output,
            ["id", "name", "time zone", "cases", "keys"],
            organizations.Select(organization => new[]
            {
                organization.Id,
                organization.Name,
                organization.TimeZone,
                organization.Cases.ToString(CultureInfo.InvariantCulture),
                organization.Keys.ToString(CultureInfo.InvariantCulture),
            }));
    }
}
