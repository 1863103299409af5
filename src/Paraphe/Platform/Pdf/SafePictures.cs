using Paraphe.Domain;
using Paraphe.Platform.Files;

namespace Paraphe.Platform.Pdf;

/// <summary>Pictures that members upload: judged by their content, turned upright, made no larger than needed, without place and camera.</summary>
public sealed class SafePictures(RenderWorker worker, FileStore files)
{
    public const int LargestUpload = 10 << 20;

    /// <summary>How long a member waits for the renderer before being asked to try again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <returns>Content hash of what is kept.</returns>
    /// <exception cref="BrokenRuleException">Too large, no picture of ours, or the renderer is away; nothing is kept.</exception>
    public async Task<string> Keep(IFormFile upload, string field, int maxWidth, int maxHeight, CancellationToken stop)
    {
        if (upload.Length is 0 or > LargestUpload)
            throw new BrokenRuleException("Rules.PictureSize", field, LargestUpload >> 20);
        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, stop);
        var picture = await Tame(memory.ToArray(), field, maxWidth, maxHeight, stop);
        return (await files.Put(picture.Bytes, stop)).Hash;
    }

    /// <inheritdoc cref="Keep" path="/exception"/>
    public async Task<PictureResult> Tame(byte[] bytes, string field, int maxWidth, int maxHeight, CancellationToken stop)
    {
        if (PictureType.Of(bytes) is null)
            throw new BrokenRuleException("Rules.PictureKind", field);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            return await worker.Picture(bytes, maxWidth, maxHeight, stop: patience.Token);
        }
        catch (RenderFailedException)
        {
            // The signature was a picture's, the rest is not.
            throw new BrokenRuleException("Rules.PictureBroken", field);
        }
        catch (Exception away) when (away is RenderUnavailableException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            // Kept as it came it would carry its place.
            throw new BrokenRuleException("Rules.PictureLater", field);
        }
    }
}
