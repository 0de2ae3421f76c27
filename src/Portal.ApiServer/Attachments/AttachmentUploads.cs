namespace Portal.ApiServer.Attachments;

/// <summary>The contents of one request, in the order of the body. Disposing removes what was not kept.</summary>
internal sealed class AttachmentUploads(AttachmentFiles files, AttachmentSettings settings) : IContentSink, IDisposable
{
    private readonly List<AttachmentUpload> _uploads = [];

    /// <summary>What each placeholder of the skeleton stands for.</summary>
    public IReadOnlyList<AttachmentUpload> All => _uploads;

    /// <summary>Whether there are too many files, or one is too large.</summary>
    public bool IsOverLimit { get; private set; }

    public void Begin()
    {
        IsOverLimit |= _uploads.Count == settings.MostFiles;
        if (!IsOverLimit)
        {
            _uploads.Add(new AttachmentUpload(files.CreateIncoming(), settings.LargestFileBytes));
        }
    }

    public void Append(ReadOnlySpan<byte> characters)
    {
        if (!IsOverLimit)
        {
            _uploads[^1].Append(characters);
            IsOverLimit = _uploads[^1].IsTooLarge;
        }
    }

    public void End()
    {
        if (!IsOverLimit)
        {
            _uploads[^1].End();
            IsOverLimit = _uploads[^1].IsTooLarge;
        }
    }

    public void Dispose() => _uploads.ForEach(upload => upload.Dispose());
}
