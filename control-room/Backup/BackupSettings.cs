namespace Solutions.Edge.ControlRoom.Backup;

/// <summary>The backup of every night.</summary>
internal sealed class BackupSettings
{
    private const int LongestKept = 3650;

    /// <summary>Where the files go. Empty: none is made.</summary>
    public string Folder { get; init; } = "";

    /// <summary>File that holds the passphrase.</summary>
    public string PassphraseFile { get; init; } = "";

    /// <summary>Days after which a file is deleted, once a later one has been made.</summary>
    public int Keep { get; init; } = 14;

    /// <summary>Hour of the machine's local day.</summary>
    public int At { get; init; } = 2;

    /// <summary>Why it cannot be made so; null = it can.</summary>
    public string? FindFault()
    {
        if (At is < 0 or > 23)
            return $"SOLUTIONS__BACKUP__AT is {At}; it must be an hour from 0 to 23.";
        if (Keep is < 1 or > LongestKept)
            return $"SOLUTIONS__BACKUP__KEEP is {Keep}; it must be 1 to {LongestKept} days.";
        if (Folder.Length == 0)
            return null;
        if (PassphraseFile.Length == 0)
            return $"SOLUTIONS__BACKUP__FOLDER is '{Folder}' and SOLUTIONS__BACKUP__PASSPHRASEFILE is empty; it must be a file that holds a passphrase.";
        try
        {
            return Passphrase.FindFault(Passphrase.Read(PassphraseFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"SOLUTIONS__BACKUP__PASSPHRASEFILE '{PassphraseFile}' cannot be read: {e.Message}";
        }
    }
}
