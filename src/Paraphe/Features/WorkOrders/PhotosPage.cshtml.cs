using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>Photos of the work, turned upright, made small and freed of where they were taken.</summary>
[Needs(Permission.EditOrders), RequestSizeLimit(90_000_000)]
public sealed class PhotosPageModel(Db db, Texts texts, FileStore files, RenderWorker worker) : OrderPage(db, texts)
{
    private const int Largest = 20 << 20;
    private const int Edge = 1_600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public int MostAtOnce => 8;

    [BindProperty]
    public List<IFormFile> Uploads { get; set; } = [];

    [BindProperty]
    public Guid Key { get; set; }

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken stop)
    {
        // Looked at first: nobody's pictures are kept for an order that is not theirs.
        if (!await Load())
            return NotFound();
        var photos = new List<WorkPhoto>();
        try
        {
            if (Uploads.Count == 0 || Uploads.Count > MostAtOnce)
                throw new BrokenRuleException("Rules.PhotosAtOnce", null, MostAtOnce);
            foreach (var upload in Uploads)
                photos.Add(new WorkPhoto(Db.NewId(), await Keep(upload, stop), Me.Name, Db.Now));
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, Texts);
            return Page();
        }
        return await Change(() => photos.ForEach(photo => Order.AddPhoto(photo)), "#photos", "");
    }

    public Task<IActionResult> OnPostRemoveAsync() => Change(() => Order.RemovePhoto(Key), "#photos");

    private async Task<string> Keep(IFormFile upload, CancellationToken stop)
    {
        var name = upload.FileName.Length > 60 ? upload.FileName[..60] : upload.FileName;
        if (upload.Length is 0 or > Largest)
            throw new BrokenRuleException("Rules.PhotoSize", null, name, Texts.Size(Largest));
        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, stop);
        var bytes = memory.ToArray();
        if (PictureType.Of(bytes) is null)
            throw new BrokenRuleException("Rules.PhotoKind", null, name);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            return (await files.Put((await worker.Picture(bytes, Edge, Edge, stop: patience.Token)).Bytes, stop)).Hash;
        }
        catch (RenderFailedException)
        {
            // The first bytes were a picture's, the rest is not.
            throw new BrokenRuleException("Rules.PhotoKind", null, name);
        }
        catch (Exception away)
            when (away is RenderUnavailableException || away is OperationCanceledException && !stop.IsCancellationRequested)
        {
            // Kept as it came it would tell where it was taken.
            throw new BrokenRuleException("Rules.PhotoLater", null, name);
        }
    }
}
