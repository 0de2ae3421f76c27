using System.CommandLine;

namespace Portal.ApiServer.Administration;

/// <summary>The keys of the server's configuration that commands need too, as options that may stand behind any command.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Option<string>[] _options =
    [
        new("--Data:Directory", "--data") { Description = "Directory of the SQLite database and of attachments; ./data when neither this nor Data__Directory is set." },
        new("--Database:Provider") { Description = "Sqlite or PostgreSql; as Database__Provider." },
        new("--ConnectionStrings:ApiServer") { Description = "The PostgreSQL database. Other users of the machine can read it here: prefer ConnectionStrings__ApiServer." },
    ];

    /// <summary>Lets the options stand behind every command.</summary>
    public void AddTo(RootCommand root)
    {
        foreach (var option in _options)
        {
            option.Recursive = true;
            root.Add(option);
        }
    }

    /// <summary>The arguments with <c>--Key=value</c> as two: the parser would take the key's colon for the sign between name and value.</summary>
    public IReadOnlyList<string> Split(IReadOnlyList<string> arguments) => [.. arguments.SelectMany(Split)];

    /// <summary>The configuration with what the options say put over it.</summary>
    public IConfiguration Overlay(IConfiguration configuration, ParseResult arguments) => new ConfigurationBuilder()
        .AddConfiguration(configuration)
        .AddInMemoryCollection(_options
            .Where(option => arguments.GetResult(option) is not null)
            .Select(option => KeyValuePair.Create(option.Name[2..], arguments.GetValue(option))))
        .Build();

    private IEnumerable<string> Split(string argument)
    {
        var name = _options.Select(option => option.Name).FirstOrDefault(name => argument.StartsWith(name + '=', StringComparison.Ordinal));
        return name is null ? [argument] : [name, argument[(name.Length + 1)..]];
    }
}
