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
        Median(all, figures => figures.PaintMilliseconds), Median(all, figures => figures.CpuMilliseconds),
        Median(all, figures => figures.SentKilobytes), Median(all, figures => figures.AllocatedKilobytes), Median(all, figures => figures.Nodes));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{PaintMilliseconds:F1} / {CpuMilliseconds:F1} / {SentKilobytes:F1} / {AllocatedKilobytes:N0} / {Nodes:N0}");

    private static double Median(IEnumerable<StepFigures> all, Func<StepFigures, double> figure)
    {
        var sorted = all.Select(figure).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
