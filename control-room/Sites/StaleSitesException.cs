namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>The catalogue has changed since the file was exported.</summary>
internal sealed class StaleSitesException(long given, long version) : Exception(
    $"the file is of catalogue version {given}, and the catalogue is at version {version}; export it again, or take \"version\" out of the file to "
        + "replace what there is");
