using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Paraphe.Features.Requests.PublicForm;

/// <summary>
/// A little arithmetic that a browser does while somebody types, and that costs a sender of a million forms a million times as much: a
/// number whose hash with the form's key begins with enough zero bits.
/// </summary>
public static class ProofOfWork
{
    /// <summary>About 65,000 hashes: half a second on a phone.</summary>
    public const int Bits = 16;

    public static bool IsDone(string formKey, string? answer) =>
        answer is { Length: > 0 and < 20 }
        && ulong.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && LeadingZeros(SHA256.HashData(Encoding.ASCII.GetBytes($"{formKey}:{answer}"))) >= Bits;

    /// <summary>For tests, and whoever writes a client.</summary>
    public static string Solve(string formKey)
    {
        for (ulong number = 0; ; number++)
            if (number.ToString(CultureInfo.InvariantCulture) is var answer && IsDone(formKey, answer))
                return answer;
    }

    private static int LeadingZeros(byte[] hash)
    {
        var zeros = 0;
        foreach (var one in hash)
        {
            if (one != 0)
                return zeros + BitOperations.LeadingZeroCount(one) - 24;
            zeros += 8;
        }
        return zeros;
    }
}
