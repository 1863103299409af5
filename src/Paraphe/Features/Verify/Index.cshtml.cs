using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Verify;

/// <summary>Anybody may ask whether a signed PDF, or an evidence bundle, is intact. The file is read and forgotten; no account is asked.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, EnableRateLimiting(RateLimits.Portal), RequestSizeLimit(Proof.Largest + 100_000)]
public sealed class IndexModel(Texts texts) : PageModel
{
    public Proof? Proof { get; private set; }

    public string? FileName { get; private set; }

    public string? Trouble { get; private set; }

    public void OnGet() { }

    public async Task OnPostAsync(IFormFile? pdf, CancellationToken stop)
    {
        if (pdf is null or { Length: 0 })
        {
            Trouble = texts["Verify.NoFile"];
            return;
        }
        if (pdf.Length > Proof.Largest)
        {
            Trouble = texts["Verify.TooLarge", texts.Size(Proof.Largest)];
            return;
        }
        using var bytes = new MemoryStream((int)pdf.Length);
        await pdf.CopyToAsync(bytes, stop);
        FileName = pdf.FileName;
        Proof = Proof.Of(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
