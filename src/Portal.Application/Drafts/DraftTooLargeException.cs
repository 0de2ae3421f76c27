namespace Portal.Application.Drafts;

/// <summary>The form holds more than a draft may; nothing was saved. The message is for people.</summary>
public sealed class DraftTooLargeException(int limitBytes)
    : Exception($"This form holds too much text to be kept as a draft (at most {limitBytes / 1024} KB). Shorten it, or submit it now.");
