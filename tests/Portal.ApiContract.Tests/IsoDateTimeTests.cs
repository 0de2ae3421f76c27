using NodaTime;

namespace Portal.ApiContract.Tests;

public sealed class IsoDateTimeTests
{
    [Theory]
    [InlineData("2025-03-10T14:00:00Z", "2025-03-10T14:00:00Z")]
    [InlineData("2025-03-10T14:00Z", "2025-03-10T14:00:00Z")]
    [InlineData("2025-03-10T14:00:00.5Z", "2025-03-10T14:00:00.5Z")]
    [InlineData("2025-03-10T14:00:00.123456789012345Z", "2025-03-10T14:00:00.123Z")]
    [InlineData("2025-03-10T14:00:00+05:45", "2025-03-10T08:15:00Z")]
    [InlineData("2025-03-10T14:00:00.001-03:30", "2025-03-10T17:30:00.001Z")]
    [InlineData("2025-03-10T00:30-00:00", "2025-03-10T00:30:00Z")]
    [InlineData("2024-02-29T23:59:59+23:59", "2024-02-29T00:00:59Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T14:00:00+14:00", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData("9999-12-31T13:59:59-10:00", "9999-12-31T23:59:59Z")]
    public void TryParse_Valid_IsTheInstant(string text, string expected)
    {
        IsoDateTime.TryParse(text, out var instant).ShouldBeTrue();

        IsoDateTime.Format(instant).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025-03-10")]
    [InlineData("2025-03-10T14:00:00")]
    [InlineData("2025-03-10 14:00:00Z")]
    [InlineData("2025-03-10t14:00:00z")]
    [InlineData("2025-02-30T14:00:00Z")]
    [InlineData("2025-02-29T14:00:00Z")]
    [InlineData("1900-02-29T14:00:00Z")]
    [InlineData("2025-00-10T14:00:00Z")]
    [InlineData("2025-13-10T14:00:00Z")]
    [InlineData("2025-03-00T14:00:00Z")]
    [InlineData("2025-03-10T24:00:00Z")]
    [InlineData("2025-03-10T14:60:00Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2025-03-10T14:00:00.Z")]
    [InlineData("2025-03-10T14:00.5Z")]
    [InlineData("2025-03-10T14:00:00,5Z")]
    [InlineData("2025-03-10T14:00:00+24:00")]
    [InlineData("2025-03-10T14:00:00+05:60")]
    [InlineData("2025-03-10T14:00:00+0545")]
    [InlineData("2025-03-10T14:00:00+05")]
    [InlineData("2025-03-10T14:00:00ZZ")]
    [InlineData("2025-03-10T14:00:00Z ")]
    [InlineData(" 2025-03-10T14:00:00Z")]
    [InlineData("2025-03-10T14:00:")]
    [InlineData("2025-03-10T14:00:0Z")]
    [InlineData("2025-3-10T14:00:00Z")]
    [InlineData("20250310T140000Z")]
    [InlineData("+12025-03-10T14:00:00Z")]
    [InlineData("-2025-03-10T14:00:00Z")]
    [InlineData("0000-03-10T14:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("٢٠٢٥-03-10T14:00:00Z")]
    [InlineData("2025-03-10T14:00:00\u2212 05:00")]
    public void TryParse_Invalid_IsFalse(string? text) => IsoDateTime.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_WhatFormatWrites_IsTheSameInstant()
    {
        // Every 97th hour of four centuries, which holds every kind of leap year.
        for (var instant = Instant.FromUtc(1899, 12, 31, 23, 0); instant < Instant.FromUtc(2301, 1, 1, 0, 0); instant += Duration.FromMilliseconds(349_200_001))
        {
            IsoDateTime.TryParse(IsoDateTime.Format(instant), out var parsed).ShouldBeTrue();
            parsed.ShouldBe(instant);
        }
    }
}
