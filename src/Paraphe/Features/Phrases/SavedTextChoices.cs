using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Phrases;

/// <summary>The saved texts as the editor and Send offer them; asked once a request.</summary>
public sealed class SavedTextChoices(Db db)
{
    private IReadOnlyList<SavedText>? all;

    /// <param name="language">Of the quote: texts of another one are left out.</param>
    public async Task<IReadOnlyList<SavedText>> Of(SavedTextKind kind, string language)
    {
        all ??= (await db.Accounts.AsNoTracking().Select(account => account.Settings).SingleAsync()).Phrases;
        return
        [
            .. all.Where(text =>
                text.Kind == kind && (text.Language.Length == 0 || language.StartsWith(text.Language, StringComparison.Ordinal))
            ),
        ];
    }

    public async Task<SavedText?> Find(Guid id) =>
        (await db.Accounts.AsNoTracking().Select(account => account.Settings).SingleAsync()).Phrases.FirstOrDefault(text => text.Id == id);
}
