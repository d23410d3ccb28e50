using System.Globalization;
using System.Text;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>One run of the agent: records are numbered anew in each. The counter survives on the disk, so that runs can be put in order.</summary>
/// <param name="Id">128 random bits, 32 hexadecimal digits.</param>
/// <param name="Number">From 1, one more at every start.</param>
internal sealed record Boot(string Id, long Number)
{
    private const string FileName = "boot-number";

    /// <summary>Counts the start in <paramref name="stateFolder"/>.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be written, or does not hold a number where one should be.</exception>
    public static Boot Begin(string stateFolder)
    {
        var path = Path.Combine(stateFolder, FileName);
        try
        {
            Directory.CreateDirectory(stateFolder);
            var text = File.Exists(path) ? File.ReadAllText(path).Trim() : "0";
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                throw new ConfigurationException(
                    $"{path} holds '{text}'; it must hold the number of the last start. If it is lost for good, delete the file: counting begins at 1.");
            WholeFile.Write(path, Encoding.ASCII.GetBytes((last + 1).ToString(CultureInfo.InvariantCulture)));
            return new(Ids.New(), last + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"the folder '{stateFolder}' (state) cannot be written: {e.Message}", e);
        }
    }
}
