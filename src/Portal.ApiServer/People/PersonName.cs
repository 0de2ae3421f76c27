namespace Portal.ApiServer.People;

/// <summary>A name written as one text.</summary>
internal static class PersonName
{
    /// <summary>
    /// The last word is the last name, all before it the first, a title such as "Dr." included; letters after a comma ("PT") are left out.
    /// One word is a first name.
    /// </summary>
    public static (string FirstName, string LastName) Split(string name)
    {
        var plain = name.Split(',')[0].Trim();
        var blank = plain.LastIndexOf(' ');
        return blank < 0 ? (plain, "") : (plain[..blank].TrimEnd(), plain[(blank + 1)..]);
    }
}
