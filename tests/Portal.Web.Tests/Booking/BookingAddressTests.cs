using NodaTime;
using Portal.Web.Booking;

namespace Portal.Web.Tests.Booking;

public sealed class BookingAddressTests
{
    private const string Id = "0f0f0f0f-0000-4000-8000-000000000001";

    [Theory]
    [InlineData(BookingStep.What)]
    [InlineData(BookingStep.When)]
    [InlineData(BookingStep.Who)]
    [InlineData(BookingStep.Where)]
    [InlineData(BookingStep.Review)]
    [InlineData(BookingStep.Result)]
    public void Of_Step_IsReadBackAsTheSameFormAndStep(BookingStep step)
    {
        var read = Parse(BookingAddress.Of(Id, step));

        (read.FormId, read.Step).ShouldBe((Id, step));
        read.BeginsAfresh.ShouldBeFalse();
    }

    [Theory]
    [InlineData("/book")]
    [InlineData("/book?form=mine&step=somewhere")]
    [InlineData("/book?form=&step=")]
    [InlineData("/book?step=17")]
    [InlineData("/book?reschedule=1&correct=x&start=")]
    public void Parse_WhatItCannotRead_CountsAsNotGiven(string address)
    {
        var read = Parse(address);

        (read.FormId, read.Step, read.ReplacesItemId, read.CorrectsItemId, read.Start).ShouldBe((null, null, null, null, null));
        read.BeginsAfresh.ShouldBeFalse();
    }

    [Fact]
    public void Parse_FormIdInCapitals_IsTheSameForm() => Parse($"/book?form={{{Id.ToUpperInvariant()}}}").FormId.ShouldBe(Id);

    [Fact]
    public void Parse_DeepLink_GivesWhatItNamesTrimmed()
    {
        var read = Parse("/book?eventType=abc&email=%20ada%40patients.example%20&utm_source=letter&utm_term=&other=x");

        read.Given.ShouldBe(new Dictionary<string, string> { ["eventType"] = "abc", ["email"] = "ada@patients.example", ["utm_source"] = "letter" }, ignoreOrder: true);
        read.BeginsAfresh.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2027-03-02T14:00:00Z")]
    [InlineData("2027-03-02T09:00:00-05:00")]
    [InlineData("2027-03-02T19:30:00%2B05:30")]
    public void Start_WithAnOffset_IsThatInstant(string start) => Parse($"/book?start={start}").Start.ShouldBe(Instant.FromUtc(2027, 3, 2, 14, 0));

    [Theory]
    [InlineData("2027-03-02T14:00:00")]
    [InlineData("tomorrow")]
    public void Start_WithoutAnOffset_IsNone(string start) => Parse($"/book?start={start}").Start.ShouldBeNull();

    [Fact]
    public void Reschedule_NamesWhatIsToBeReplaced() => Parse(BookingAddress.Reschedule(Id)).ShouldSatisfyAllConditions(
        a => a.ReplacesItemId.ShouldBe(Id), a => a.BeginsAfresh.ShouldBeTrue(), a => a.FormId.ShouldBeNull());

    [Fact]
    public void Correct_NamesWhatIsToBeCorrected() => Parse(BookingAddress.Correct(Id)).ShouldSatisfyAllConditions(
        a => a.CorrectsItemId.ShouldBe(Id), a => a.BeginsAfresh.ShouldBeTrue());

    [Fact]
    public void New_BeginsAnEmptyForm() => Parse(BookingAddress.New()).ShouldSatisfyAllConditions(
        a => a.IsNew.ShouldBeTrue(), a => a.BeginsAfresh.ShouldBeTrue(), a => a.Given.ShouldBeEmpty());

    private static BookingAddress Parse(string address) => BookingAddress.Parse($"http://portal.example{address}");
}
