using Portal.Application.Drafts;

namespace Portal.Web.Components;

/// <summary>Keeps a form's draft on the server as it is typed: what is typed while a save runs is saved right after it, so nothing waits for a pause.</summary>
/// <param name="save">Saves what stands in the form now.</param>
internal sealed class DraftKeeper(Func<Task> save)
{
    private bool _isUnsaved;
    private bool _isSaving;

    /// <summary>What became of the last save, for people; empty before the first.</summary>
    public string Said { get; private set; } = "";

    /// <summary>No more saves: the form was submitted, and a late draft would bring it back.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Saves now, or right after the save that is running. It never throws for a database that is away, nor for a form that is too long.</summary>
    public async Task SaveAsync()
    {
        _isUnsaved = true;
        if (_isSaving)
        {
            return;
        }

        _isSaving = true;
        try
        {
            while (_isUnsaved && !IsStopped)
            {
                _isUnsaved = false;
                await save();
            }

            Said = "Draft saved";
        }
        catch (DraftTooLargeException e)
        {
            Said = e.Message;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            Said = "The draft could not be saved. Do not close this page.";
        }
        finally
        {
            _isSaving = false;
        }
    }
}
