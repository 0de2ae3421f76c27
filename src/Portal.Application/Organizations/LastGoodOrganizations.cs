using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Application.Organizations;

/// <summary>
/// Makes the organisations' options: the first time a failure is thrown, so that the start stops; after that a change that
/// does not pass leaves what was in force and is logged by its keys.
/// </summary>
public sealed partial class LastGoodOrganizations(
    IEnumerable<IConfigureOptions<OrganizationsOptions>> setups,
    IEnumerable<IPostConfigureOptions<OrganizationsOptions>> postSetups,
    IEnumerable<IValidateOptions<OrganizationsOptions>> validators,
    ILogger<LastGoodOrganizations> logger) : IOptionsFactory<OrganizationsOptions>
{
    private readonly OptionsFactory<OrganizationsOptions> _factory = new(setups, postSetups, validators);
    private OrganizationsOptions? _lastGood;

    /// <exception cref="OptionsValidationException">The first configuration is not valid.</exception>
    public OrganizationsOptions Create(string name)
    {
        try
        {
            var created = _factory.Create(name);
            Volatile.Write(ref _lastGood, created);
            return created;
        }
        catch (OptionsValidationException e) when (Volatile.Read(ref _lastGood) is { } lastGood)
        {
            foreach (var failure in e.Failures)
            {
                Log.ChangeRefused(logger, failure);
            }

            return lastGood;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "The changed configuration is not used, the previous one stays: {Failure}")]
        public static partial void ChangeRefused(ILogger logger, string failure);
    }
}
