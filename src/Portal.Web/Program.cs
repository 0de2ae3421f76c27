using Portal.Web.Hosting;

try
{
    await using var app = await PortalApplication.CreateAsync(args, CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartFailure.Describe(e) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
