using System.Data.Common;

namespace Portal.Web.Components;

/// <summary>Tells the errors of a database that is away or refuses from those of the program. Pages say so and keep what was typed.</summary>
internal static class DatabaseTrouble
{
    public static bool Is(Exception error) => error is DbException or TimeoutException;
}
