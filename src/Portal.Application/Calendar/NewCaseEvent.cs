using NodaTime;

namespace Portal.Application.Calendar;

/// <summary>A case event as a person enters it.</summary>
/// <param name="CaseId">UUID of the case.</param>
/// <param name="Title">At most 200 characters.</param>
/// <param name="Description">At most 4,000 characters.</param>
/// <param name="Start">Before <paramref name="End"/>; the past is allowed. Finer parts than a millisecond are cut off.</param>
/// <param name="End">Exclusive.</param>
/// <param name="TimeZone">IANA id as chosen; links such as Asia/Calcutta are kept.</param>
/// <param name="MeetingLink">An https address.</param>
/// <param name="Location">One of the contract's location types.</param>
/// <param name="ProviderName">With <paramref name="ProviderEmail"/>, or neither.</param>
/// <param name="ProviderEmail">With <paramref name="ProviderName"/>, or neither.</param>
public sealed record NewCaseEvent(
    string CaseId,
    string Title,
    string? Description,
    Instant Start,
    Instant End,
    string TimeZone,
    string MeetingLink,
    string Location,
    string? ProviderName,
    string? ProviderEmail);
