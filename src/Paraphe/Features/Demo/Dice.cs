namespace Paraphe.Features.Demo;

/// <summary>Chance that falls the same each time: SplitMix64 (Steele, Lea, Flood 2014), which no framework release changes.</summary>
internal struct Dice
{
    private ulong state;

    private Dice(ulong state) => this.state = state;

    public static Dice Of(ulong seed, int throwNumber) => new(Mix(seed ^ Mix((ulong)throwNumber + 1)));

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    public int Below(int limit) => (int)(Next() >> 33) % limit;

    public bool Chance(int percent) => Below(100) < percent;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>A UUIDv7 of that instant.</summary>
    public Guid Id(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Next() & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000);
        var time = (ulong)new DateTimeOffset(at).ToUnixTimeMilliseconds();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (time << 16) | 0x7000 | (Next() & 0x0FFF));
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
