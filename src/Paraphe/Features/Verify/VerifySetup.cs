using System.Net.Mime;
using Paraphe.Features.Verify.Offline;

namespace Paraphe.Features.Verify;

public static class VerifySetup
{
    /// <summary>A download, not a page of ours: it carries its script inside, which our policy forbids.</summary>
    public static void MapVerify(this WebApplication app) =>
        app.MapGet("/verify/page", () => Results.Bytes(OfflinePage.Bytes, MediaTypeNames.Application.Octet, OfflinePage.FileName))
            .AllowAnonymous();
}
