using NodaTime;

namespace Portal.ApiServer.Attachments;

/// <summary>
/// The contents of attachments on disk, by organisation and SHA-256: <c>{root}/{organization}/{first two digits}/{sha256}</c>. The same
/// content is kept once per organisation. Only the server's own account can read them.
/// </summary>
internal sealed class AttachmentFiles(AttachmentSettings settings)
{
    private const string IncomingName = "incoming";
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnDirectory = OwnFile | UnixFileMode.UserExecute;

    private string Incoming => Path.Combine(settings.Directory, IncomingName);

    /// <summary>A new, empty temporary file. Writes go straight to it, so it takes no memory.</summary>
    public FileStream CreateIncoming()
    {
        CreateDirectory(Incoming);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(NewIncomingPath(), options);
    }

    public bool Exists(AttachmentFile file) => File.Exists(PathOf(file.OrganizationId, file.Sha256));

    /// <summary>Opens a content to be read from beginning to end.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public FileStream OpenRead(AttachmentFile file) => new(
        PathOf(file.OrganizationId, file.Sha256),
        new FileStreamOptions { BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan, Share = FileShare.Read | FileShare.Delete });

    /// <summary>
    /// Moves temporary files to their places, durably. A content that is there already is replaced by its equal, which makes it as new
    /// for the cleaner, at no moment absent, and leaves who reads it alone.
    /// </summary>
    public Task KeepAsync(string organizationId, IReadOnlyCollection<AttachmentUpload> uploads) =>
        uploads.Count == 0
            ? Task.CompletedTask
            : Task.Factory.StartNew(
                () =>
                {
                    // Flushing to disk may take long: on a thread of its own it takes none from the pool that answers.
                    foreach (var upload in uploads)
                    {
                        var path = PathOf(organizationId, upload.Sha256);
                        CreateDirectory(Path.GetDirectoryName(path) ?? settings.Directory);
                        upload.MoveTo(path);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);

    /// <summary>Removes temporary files that nobody has written to since <paramref name="before"/>.</summary>
    public void DeleteStaleIncoming(Instant before)
    {
        foreach (var path in Files(Incoming))
        {
            if (WrittenAt(path) < before)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The SHA-256 of every content of an organisation that was last kept before <paramref name="before"/>, in no order.</summary>
    public IEnumerable<string> ListKeptBefore(string organizationId, Instant before) =>
        Files(DirectoryOf(organizationId)).Where(path => WrittenAt(path) < before).Select(path => Path.GetFileName(path));

    /// <summary>Removes a content, unless it was kept again since <paramref name="before"/>.</summary>
    public void Delete(string organizationId, string sha256, Instant before)
    {
        // Taken aside first: what another request has just put here in its place is seen to be new, and goes back.
        var path = PathOf(organizationId, sha256);
        var aside = NewIncomingPath();
        CreateDirectory(Incoming);
        File.Move(path, aside);
        if (WrittenAt(aside) < before)
        {
            File.Delete(aside);
        }
        else
        {
            File.Move(aside, path, overwrite: true);
        }
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories) : [];

    private static Instant WrittenAt(string path) => Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(path));

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else if (!Directory.Exists(directory))
        {
            // The mode is that of the last directory only, so each above is made first.
            if (Path.GetDirectoryName(directory) is { } parent)
            {
                CreateDirectory(parent);
            }

            Directory.CreateDirectory(directory, OwnDirectory);
        }
    }

    private string PathOf(string organizationId, string sha256) => Path.Combine(DirectoryOf(organizationId), sha256[..2], sha256);

    private string NewIncomingPath() => Path.Combine(Incoming, Guid.NewGuid().ToString("N"));

    /// <summary>An id that could be another path than a directory of its own stands there in hexadecimal.</summary>
    private string DirectoryOf(string organizationId) => Path.Combine(
        settings.Directory,
        organizationId is not IncomingName && organizationId.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? organizationId
            : "=" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(organizationId)));
}
