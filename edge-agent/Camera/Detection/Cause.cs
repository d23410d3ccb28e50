namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Why a trigger was not reported: the keys of <c>suppressed</c> on the wire.</summary>
internal static class Cause
{
    /// <summary>The light changed: the background's texture is still there, brighter.</summary>
    public const string Light = "light";

    /// <summary>The light goes up and down, of the whole picture or where water or a lamp glitters; or it changes in place, as where it is torn.</summary>
    public const string Flicker = "flicker";

    /// <summary>A patch of light with soft edges.</summary>
    public const string Headlight = "headlight";

    /// <summary>Many short-lived things at once.</summary>
    public const string Rain = "rain";

    /// <summary>It jumps further than its own size from frame to frame, or is out of focus before the lens.</summary>
    public const string Insect = "insect";

    /// <summary>A piece of the background goes to and fro.</summary>
    public const string Vegetation = "vegetation";

    /// <summary>The background as a whole is displaced.</summary>
    public const string Shake = "shake";

    /// <summary>The background's texture is still there, darker.</summary>
    public const string Shadow = "shadow";

    /// <summary>Too small to be a person.</summary>
    public const string Small = "small";

    /// <summary>Gone, or still too new, before it was followed long enough.</summary>
    public const string Brief = "brief";

    /// <summary>Most of the picture differs: lights, a moved or covered camera; never people.</summary>
    public const string SceneChange = "scene-change";
}
