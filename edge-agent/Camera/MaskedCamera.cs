using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>A camera whose privacy masks are burned into every frame before anyone gets it.</summary>
internal sealed class MaskedCamera(ICameraSource source, PrivacyMasks masks) : ICameraSource, IDisposable
{
    public string Name => source.Name;

    public double FramesPerSecond => source.FramesPerSecond;

    public async ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping)
    {
        var captured = await source.ReadAsync(bgr, until, stopping);
        if (captured is not null)
            masks.Burn(bgr);
        return captured;
    }

    public void Dispose() => (source as IDisposable)?.Dispose();
}
