using System.CommandLine;
using System.CommandLine.Help;

namespace Portal.ApiServer.Administration;

/// <summary>Every command there is. A new one is its class and a line here.</summary>
internal static class AdministrationCommands
{
    public static RootCommand Create(ConfigurationOptions configuration)
    {
        var root = new RootCommand("The Portal's API server. Without a command it serves, configured by environment variables and --Key value.")
        {
            new CommandGroup("org", "Organisations.") { new AddOrganization(), new ListOrganizations() },
            new CommandGroup("key", "Keys of the APIs.") { new AddKey(), new ListKeys(), new RevokeKey() },
            new CommandGroup("case", "Cases and the people they name.") { new AddCase(), new ImportCases() },
            new CommandGroup("event-type", "Event types of providers, from which free slots are made.") { new AddEventType(), new ImportEventTypes() },
            new CommandGroup("webhook", "Webhooks: what the server calls about events.") { new SetWebhook(), new ShowWebhook(), new RemoveWebhook() },
        };
        configuration.AddTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction standard)
        {
            help.Action = new HelpWithExamples(standard);
        }

        return root;
    }
}
