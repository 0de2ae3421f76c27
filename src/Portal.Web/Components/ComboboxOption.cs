namespace Portal.Web.Components;

/// <summary>One choice of a <see cref="Combobox"/>.</summary>
/// <param name="Value">What is chosen; unique in the list.</param>
/// <param name="Text">What the person reads, and what stands in the box once chosen.</param>
/// <param name="Detail">A second, quieter line.</param>
public sealed record ComboboxOption(string Value, string Text, string? Detail);
