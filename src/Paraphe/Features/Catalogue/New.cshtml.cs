using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

[Needs(Permission.EditCatalogue)]
public sealed class NewModel(Db db, Texts texts, SafePictures pictures) : ItemPage(db, texts, pictures)
{
    public async Task<IActionResult> OnGetAsync()
    {
        await Look();
        Show();
        return await Form();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await Look();
        return await Save(stop);
    }
}
