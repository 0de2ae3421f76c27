using System.Globalization;

namespace Portal.Benchmarks.Grid;

/// <summary>What one change of the period costs.</summary>
/// <param name="PaintMilliseconds">From the click to the second animation frame after the last change of the document.</param>
/// <param name="CpuMilliseconds">Of the server.</param>
/// <param name="SentKilobytes">By the server.</param>
/// <param name="AllocatedKilobytes">By the server.</param>
/// <param name="Nodes">Elements of the calendar afterwards.</param>
internal sealed record StepFigures(double PaintMilliseconds, double CpuMilliseconds, double SentKilobytes, double AllocatedKilobytes, double Nodes)
{
    public static StepFigures Median(IReadOnlyCollection<StepFigures> all) => new(
        Medians.Of(all, figures => figures.PaintMilliseconds), Medians.Of(all, figures => figures.CpuMilliseconds),
        Medians.Of(all, figures => figures.SentKilobytes), Medians.Of(all, figures => figures.AllocatedKilobytes), Medians.Of(all, figures => figures.Nodes));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{PaintMilliseconds:F1} / {CpuMilliseconds:F1} / {SentKilobytes:F1} / {AllocatedKilobytes:N0} / {Nodes:N0}");
}
