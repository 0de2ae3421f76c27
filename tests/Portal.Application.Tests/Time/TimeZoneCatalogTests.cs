using NodaTime;
using NodaTime.TimeZones;
using Portal.Application.Time;

namespace Portal.Application.Tests.Time;

public sealed class TimeZoneCatalogTests
{
    private static readonly TimeZoneCatalog Catalog = new(TzdbDateTimeZoneSource.Default);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 16, 12, 0);

    [Theory]
    [InlineData("new york", "America/New_York")]
    [InlineData("calcutta", "Asia/Calcutta")]
    [InlineData("kolk", "Asia/Kolkata")]
    [InlineData("Nepal", "Asia/Kathmandu")]
    [InlineData("NST", "America/St_Johns")]
    [InlineData("Europe/Kyiv", "Europe/Kyiv")]
    [InlineData("utc", "UTC")]
    public void Search_PlaceCountryIdOrAbbreviation_FindsTheZone(string text, string expected) =>
        Catalog.Search(text, Now, 20).Select(choice => choice.Id).ShouldContain(expected);

    [Theory]
    [InlineData("EST", "America/New_York")]
    [InlineData("India", "Asia/Kolkata")]
    [InlineData("UTC+5:45", "Asia/Kathmandu")]
    [InlineData("St. John's", "America/St_Johns")]
    public void Search_AbbreviationCountryOrOffset_ComesBeforeWhatOnlyContainsIt(string text, string expected) =>
        Catalog.Search(text, Now, 60).Select(choice => choice.Id).TakeWhile(id => id is not ("Europe/Bucharest" or "America/Indiana/Knox")).ShouldContain(expected);

    [Fact]
    public void Search_Nonsense_IsEmpty() => Catalog.Search("qqqq", Now, 20).ShouldBeEmpty();

    [Fact]
    public void Find_UnknownId_IsNull() => Catalog.Find("Mars/Olympus").ShouldBeNull();
}
