namespace Portal.ApiClient;

/// <summary>The value of an accepted call that answers nothing but its success.</summary>
public sealed record Done
{
    private Done()
    {
    }

    public static Done Value { get; } = new();
}
