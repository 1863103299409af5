using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

[Needs(Permission.EditCatalogue)]
public sealed class EditModel(Db db, Texts texts, SafePictures pictures) : ItemPage(db, texts, pictures)
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await Find(id))
            return NotFound();
        Show();
        Version = Item!.Version;
        return await Form();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop) => await Find(id) ? await Save(stop) : NotFound();

    private async Task<bool> Find(Guid id)
    {
        await Look();
        Item = await Db.Catalogue.SingleOrDefaultAsync(item => item.Id == id);
        return Item is not null;
    }
}
