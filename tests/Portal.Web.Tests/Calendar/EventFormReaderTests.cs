using NodaTime;
using NodaTime.TimeZones;
using Portal.Application.Calendar;
using Portal.Application.Time;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Calendar;

public sealed class EventFormReaderTests
{
    private static readonly EventFormReader Reader = new(
        new TimeZoneCatalog(TzdbDateTimeZoneSource.Default), new NewCaseEventValidator(DateTimeZoneProviders.Tzdb));

    [Fact]
    public void Read_CompleteForm_IsTheEventInUtc()
    {
        var read = Reader.Read(Filled());

        read.Errors.ShouldBeEmpty();
        read.Event.ShouldNotBeNull().Start.ShouldBe(Instant.FromUtc(2026, 11, 20, 14, 0));
    }

    [Theory]
    [InlineData(nameof(EventFormModel.CaseId), "")]
    [InlineData(nameof(EventFormModel.CaseId), "not a case")]
    [InlineData(nameof(EventFormModel.Title), "   ")]
    [InlineData(nameof(EventFormModel.Title), "\u200B\u200B")]
    [InlineData(nameof(EventFormModel.StartDate), "")]
    [InlineData(nameof(EventFormModel.StartDate), "2026-02-30")]
    [InlineData(nameof(EventFormModel.StartTime), "25:00")]
    [InlineData(nameof(EventFormModel.EndDate), "x")]
    [InlineData(nameof(EventFormModel.EndTime), "")]
    [InlineData(nameof(EventFormModel.TimeZone), "Mars/Olympus")]
    [InlineData(nameof(EventFormModel.MeetingLink), "http://plain.example")]
    [InlineData(nameof(EventFormModel.MeetingLink), "javascript:alert(1)")]
    [InlineData(nameof(EventFormModel.Location), "")]
    [InlineData(nameof(EventFormModel.Location), "carrier_pigeon")]
    [InlineData(nameof(EventFormModel.ProviderName), "")]
    [InlineData(nameof(EventFormModel.ProviderEmail), "nobody")]
    public void Read_OneBadField_NamesThatFieldAndNoOther(string field, string value)
    {
        var form = Filled();
        typeof(EventFormModel).GetProperty(field)!.SetValue(form, value);

        Reader.Read(form).Errors.Keys.ShouldBe([field]);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public void Read_DateThatNobodyMeans_IsRefusedByName(string date)
    {
        var form = Filled();
        (form.StartDate, form.EndDate) = (date, date);

        Reader.Read(form).Errors.Keys.ShouldBe([nameof(EventFormModel.StartDate), nameof(EventFormModel.EndDate)]);
    }

    [Theory]
    [InlineData("America/New York")]
    [InlineData("america/new_york")]
    [InlineData("new york")]
    public void Read_ZoneTypedByHand_IsItsId(string text)
    {
        var form = Filled();
        form.TimeZone = text;

        Reader.Read(form).Event.ShouldNotBeNull().TimeZone.ShouldBe("America/New_York");
    }

    [Fact]
    public void Read_EndBeforeStart_IsAnErrorOfTheEnd()
    {
        var form = Filled();
        form.EndTime = "08:00";

        Reader.Read(form).Errors.Keys.ShouldBe([nameof(EventFormModel.EndTime)]);
    }

    [Fact]
    public void Read_StartInAGap_NamesTheNearestTimes()
    {
        var form = Filled();
        (form.StartDate, form.StartTime, form.EndDate, form.EndTime) = ("2026-03-08", "02:30", "2026-03-08", "04:00");

        var error = Reader.Read(form).Errors[nameof(EventFormModel.StartTime)];

        error.ShouldContain("01:59");
        error.ShouldContain("03:00");
    }

    [Fact]
    public void Read_StartThatHappensTwice_AsksForTheOffset()
    {
        var form = Filled();
        (form.StartDate, form.StartTime, form.EndDate, form.EndTime) = ("2026-11-01", "01:30", "2026-11-01", "03:00");

        Reader.Read(form).Errors.Keys.ShouldBe([nameof(EventFormModel.StartOffset)]);
    }

    [Fact]
    public void Read_StartThatHappensTwiceWithAChoice_IsThatInstant()
    {
        var form = Filled();
        (form.StartDate, form.StartTime, form.EndDate, form.EndTime) = ("2026-11-01", "01:30", "2026-11-01", "03:00");
        form.StartOffset = EventFormModel.Text(Offset.FromHours(-5));

        Reader.Read(form).Event.ShouldNotBeNull().Start.ShouldBe(Instant.FromUtc(2026, 11, 1, 6, 30));
    }

    [Fact]
    public void Read_ALinkAsZone_IsSentAsChosen()
    {
        var form = Filled();
        form.TimeZone = "Asia/Calcutta";

        Reader.Read(form).Event.ShouldNotBeNull().TimeZone.ShouldBe("Asia/Calcutta");
    }

    [Fact]
    public void From_AReadEvent_ReadsBackTheSame()
    {
        var request = Reader.Read(Filled()).Event.ShouldNotBeNull();

        Reader.Read(EventFormModel.From(request, "Knee", DateTimeZoneProviders.Tzdb[request.TimeZone])).Event.ShouldBe(request);
    }

    private static EventFormModel Filled() => new()
    {
        CaseText = "Knee",
        CaseId = "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        Title = "Review",
        StartDate = "2026-11-20",
        StartTime = "09:00",
        EndDate = "2026-11-20",
        EndTime = "10:00",
        TimeZone = "America/New_York",
        MeetingLink = "https://meet.example/1",
        Location = "zoom_conference",
        ProviderName = "Dr. Roth",
        ProviderEmail = "roth@northside.example",
    };
}
