using Microsoft.EntityFrameworkCore;

namespace Paraphe.Platform.Data;

public static class Conflicts
{
    private const int Most = 6;

    /// <summary>
    /// Reads, changes and saves, again from the start when somebody else wrote the same rows first: for what follows by itself, where no member
    /// has to be asked. Whatever was tracked before is forgotten.
    /// </summary>
    /// <param name="work">Reads what it changes, and saves. May run several times.</param>
    /// <exception cref="DbUpdateException">Still so after several tries.</exception>
    public static async Task Afresh(this Db db, Func<Task> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                await work();
                return;
            }
            catch (DbUpdateException) when (attempt < Most)
            {
                // A newer version, or an event of the same number: the quote moved on meanwhile.
                await Task.Delay(Random.Shared.Next(5, 25) * attempt);
            }
        }
    }
}
