using NodaTime;
using NodaTime.TimeZones;
using Portal.ApiContract.Care360;
using Portal.Application.Booking;
using Portal.Application.Time;
using Portal.TestSupport;
using Portal.Web.Booking;
using Portal.Web.Calendar;

namespace Portal.Web.Tests.Booking;

public sealed class BookingReaderTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 12, 0);
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly BookableEventType Consultation = new("abc", "Initial consultation", 45, "Dr. Maya Okafor", null, [LocationTypes.Zoom, LocationTypes.GoogleMeet]);
    private static readonly BookingReader Reader = new(
        new TimeZoneCatalog(TzdbDateTimeZoneSource.Default), new NewAppointmentValidator(DateTimeZoneProviders.Tzdb, new TestClock(Now)));

    private static readonly string Long = new('x', 501);

    /// <summary>A field, what is wrong in it, and the step that it is entered on.</summary>
    public static TheoryData<string, string, BookingStep> Wrong => new()
    {
        { nameof(BookingForm.EventTypeId), "", BookingStep.What },
        { nameof(BookingForm.EventTypeId), "another", BookingStep.What },
        { nameof(BookingForm.Email), "", BookingStep.Who },
        { nameof(BookingForm.Email), "nobody", BookingStep.Who },
        { nameof(BookingForm.FirstName), Long, BookingStep.Who },
        { nameof(BookingForm.FirstName), "A\0da", BookingStep.Who },
        { nameof(BookingForm.LastName), Long, BookingStep.Who },
        { nameof(BookingForm.TimeZone), "", BookingStep.Who },
        { nameof(BookingForm.TimeZone), "Mars/Olympus", BookingStep.Who },
        { nameof(BookingForm.CaseId), "not a case", BookingStep.Who },
        { nameof(BookingForm.Location), "", BookingStep.Where },
        { nameof(BookingForm.Location), LocationTypes.Webex, BookingStep.Where },
        { nameof(BookingForm.UtmCampaign), Long, BookingStep.Where },
        { nameof(BookingForm.UtmSource), Long, BookingStep.Where },
        { nameof(BookingForm.UtmMedium), Long, BookingStep.Where },
        { nameof(BookingForm.UtmContent), Long, BookingStep.Where },
        { nameof(BookingForm.UtmTerm), Long, BookingStep.Where },
        { nameof(BookingForm.SalesforceUuid), Long, BookingStep.Where },
    };

    [Fact]
    public void Read_Complete_IsTheAppointment()
    {
        var read = Read(Filled());

        read.Errors.ShouldBeEmpty();
        read.FirstOpen.ShouldBe(BookingStep.Review);
        read.Appointment.ShouldNotBeNull().ShouldSatisfyAllConditions(
            a => a.EventType.ShouldBe(Consultation),
            a => (a.Start, a.End).ShouldBe((Instant.FromUtc(2027, 3, 2, 14, 0), Instant.FromUtc(2027, 3, 2, 14, 45))),
            a => (a.Email, a.FirstName, a.LastName, a.TimeZone).ShouldBe(("john@patients.example", "John", null, "Asia/Kolkata")),
            a => (a.CaseId, a.Location).ShouldBe((null, LocationTypes.Zoom)),
            a => a.Tracking.ShouldBe(new BookingSource(UtmSource: "letter")));
    }

    [Theory, MemberData(nameof(Wrong))]
    public void Read_OneFieldWrong_NamesThatFieldAndItsStep(string field, string value, BookingStep step)
    {
        var form = Filled();
        typeof(BookingForm).GetProperty(field)!.SetValue(form, value);

        var read = Read(form);

        read.Errors.Keys.ShouldBe([field]);
        read.FirstOpen.ShouldBe(step);
        read.Appointment.ShouldBeNull();
    }

    [Fact]
    public void Read_NoTime_AsksForOneOnItsStep()
    {
        var form = Filled();
        form.Choose(null);

        var read = Read(form);

        read.Errors.ShouldBe(new Dictionary<string, string> { ["Start"] = "Time is required: choose a free one." });
        read.FirstOpen.ShouldBe(BookingStep.When);
    }

    [Fact]
    public void Read_ChosenTimeHasPassed_SaysSoOnItsStep()
    {
        var form = Filled();
        form.Choose(new Interval(Now - Duration.FromMinutes(1), Now + Duration.FromMinutes(44)));

        var read = Read(form);

        read.Errors.ShouldBe(new Dictionary<string, string> { ["Start"] = "Time has passed: choose a later one." });
        read.FirstOpen.ShouldBe(BookingStep.When);
    }

    [Fact]
    public void Read_EmptyForm_OpensWithTheFirstStep() => Read(new BookingForm()).FirstOpen.ShouldBe(BookingStep.What);

    [Theory]
    [InlineData("asia/kolkata", "Asia/Kolkata")]
    [InlineData("New York", "America/New_York")]
    [InlineData("Asia/Calcutta", "Asia/Calcutta")]
    public void Read_ZoneAsTyped_IsItsIdAsChosen(string text, string id)
    {
        var form = Filled();
        form.TimeZone = text;

        Read(form).Appointment.ShouldNotBeNull().TimeZone.ShouldBe(id);
    }

    [Fact]
    public void Read_CaseIdInCapitals_IsTheSameCase()
    {
        var form = Filled();
        form.CaseId = " A1B2C3D4-E5F6-7890-ABCD-EF1234567890 ";

        Read(form).Appointment.ShouldNotBeNull().CaseId.ShouldBe("a1b2c3d4-e5f6-7890-abcd-ef1234567890");
    }

    [Fact]
    public void Read_TypedTime_LastsAsLongAsTheEventType() =>
        Read(Typed("2027-03-02", "09:00")).Slot.ShouldBe(new Interval(Instant.FromUtc(2027, 3, 2, 14, 0), Instant.FromUtc(2027, 3, 2, 14, 45)));

    [Fact]
    public void Read_TypedTimeOfATypeWithoutLength_IsTakenToLastHalfAnHour() =>
        Reader.Read(Typed("2027-03-02", "09:00"), [Consultation with { Minutes = null }], NewYork).Slot.ShouldNotBeNull().Duration.ShouldBe(Duration.FromMinutes(30));

    [Fact]
    public void Read_TypedTimeShownForTheInvitee_IsReadInTheInviteesZone()
    {
        var form = Typed("2027-03-02", "19:30");
        form.ShowsInviteeZone = true;

        Read(form).Slot.ShouldNotBeNull().Start.ShouldBe(Instant.FromUtc(2027, 3, 2, 14, 0));
    }

    [Theory]
    [InlineData("", "09:00", nameof(BookingForm.StartDate))]
    [InlineData("2027-02-30", "09:00", nameof(BookingForm.StartDate))]
    [InlineData("0020-03-02", "09:00", nameof(BookingForm.StartDate))]
    [InlineData("2027-03-02", "", nameof(BookingForm.StartTime))]
    [InlineData("2027-03-02", "25:00", nameof(BookingForm.StartTime))]
    [InlineData("2027-03-01", "06:59", nameof(BookingForm.StartTime))]
    public void Read_TypedTimeWrong_NamesItsFieldOnTheTimesStep(string date, string time, string field)
    {
        var read = Read(Typed(date, time));

        read.Errors.Keys.ShouldBe([field]);
        read.FirstOpen.ShouldBe(BookingStep.When);
    }

    [Fact]
    public void Read_TypedTimeInAGap_NamesTheNearestTimes()
    {
        var read = Read(Typed("2027-03-14", "02:30"));

        read.Errors.Keys.ShouldBe([nameof(BookingForm.StartTime)]);
        read.Errors[nameof(BookingForm.StartTime)].ShouldContain("01:59 and 03:00");
        read.Slot.ShouldBeNull();
    }

    [Fact]
    public void Read_TypedTimeThatHappensTwice_AsksForTheOffset()
    {
        var read = Read(Typed("2027-11-07", "01:30"));

        read.Errors.Keys.ShouldBe([nameof(BookingForm.StartOffset)]);
        read.FirstOpen.ShouldBe(BookingStep.When);
        read.Slot.ShouldBeNull();
    }

    [Theory]
    [InlineData(-4, 5)]
    [InlineData(-5, 6)]
    public void Read_TypedTimeThatHappensTwiceWithAChoice_IsThatInstant(int offset, int utcHour)
    {
        var form = Typed("2027-11-07", "01:30");
        form.StartOffset = EventFormModel.Text(Offset.FromHours(offset));

        Read(form).Slot.ShouldNotBeNull().Start.ShouldBe(Instant.FromUtc(2027, 11, 7, utcHour, 30));
    }

    [Fact]
    public void Read_TypedTimeInAHalfHourZone_IsExact() =>
        Reader.Read(Typed("2027-03-02", "10:30"), [Consultation], DateTimeZoneProviders.Tzdb["America/St_Johns"]).Slot.ShouldNotBeNull().Start.ShouldBe(Instant.FromUtc(2027, 3, 2, 14, 0));

    private static ReadBooking Read(BookingForm form) => Reader.Read(form, [Consultation], NewYork);

    private static BookingForm Filled()
    {
        var form = new BookingForm
        {
            EventTypeId = "ABC",
            Email = " john@patients.example ",
            FirstName = "John",
            LastName = "  ",
            TimeZone = "Asia/Kolkata",
            Location = LocationTypes.Zoom,
            UtmSource = "letter",
        };
        form.Choose(new Interval(Instant.FromUtc(2027, 3, 2, 14, 0), Instant.FromUtc(2027, 3, 2, 14, 45)));
        return form;
    }

    private static BookingForm Typed(string date, string time)
    {
        var form = Filled();
        form.Choose(null);
        (form.IsTimeTyped, form.StartDate, form.StartTime) = (true, date, time);
        return form;
    }
}
