namespace Portal.Storage;

/// <summary>The database cannot be used at all; the message is one line for an operator and holds no secret.</summary>
public sealed class DatabaseUnavailableException : Exception
{
    public DatabaseUnavailableException(string message)
        : base(message)
    {
    }

    public DatabaseUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
