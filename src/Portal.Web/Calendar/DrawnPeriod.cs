using Portal.Application.Calendar;

namespace Portal.Web.Calendar;

/// <summary>A period as a page shows it.</summary>
/// <param name="Picture">A picture of the grid or the agenda.</param>
/// <param name="Total">How many events it has.</param>
/// <param name="Freshness">How old the data is, by source.</param>
public sealed record DrawnPeriod(object Picture, int Total, IReadOnlyList<SourceFreshness> Freshness);
