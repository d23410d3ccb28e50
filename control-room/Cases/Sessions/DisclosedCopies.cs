namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>Files of this installation that hold a copy of a clip's sound: they go when the clip does. What was handed out is beyond it.</summary>
internal sealed class DisclosedCopies(string folder)
{
    /// <summary>The file of that name, if it is still kept.</summary>
    public void Erase(string file)
    {
        if (Path.GetFileName(file) == file)
            File.Delete(Path.Combine(folder, file));
    }
}
