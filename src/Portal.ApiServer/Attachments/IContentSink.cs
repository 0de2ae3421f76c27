namespace Portal.ApiServer.Attachments;

/// <summary>Takes the contents that <see cref="AttachmentScanner"/> diverts, one after the other, in the order of the body.</summary>
internal interface IContentSink
{
    /// <summary>The next content begins.</summary>
    void Begin();

    /// <summary>More characters of it, JSON escapes already decoded. A control character and what is no ASCII comes as <c>?</c>, which no Base64 text has.</summary>
    void Append(ReadOnlySpan<byte> characters);

    /// <summary>It is whole.</summary>
    void End();
}
