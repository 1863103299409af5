using System.Buffers.Binary;

namespace Paraphe.Features.Demo.Seeding;

/// <summary>
/// One run of the seed in one account. What falls depends on how many quotes and requests the account had before, so that an empty account always gets the
/// same data and a second run goes on with other; identifiers depend on the account too, as they are unique in the whole database.
/// </summary>
internal sealed record SeedRound(Guid Account, int Before, DateTime Now)
{
    public const int Customers = 1;
    public const int Contents = 2;
    public const int Quotes = 3;
    public const int Contracts = 5;

    /// <summary>Quotes take two.</summary>
    public const int Requests = 5;

    private const ulong Seed = 0x5041_5241_5048_4531;

    public Dice Dice(int what, int place) => Demo.Dice.Of(Seed + (ulong)what * 1_000_003 + (ulong)Before, place);

    public Dice Ids(int what, int place) =>
        Demo.Dice.Of(Seed ^ BinaryPrimitives.ReadUInt64LittleEndian(Account.ToByteArray().AsSpan(8)) ^ Dice(what, place).Next(), place);
}
