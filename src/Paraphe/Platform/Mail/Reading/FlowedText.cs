using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>format=flowed (RFC 3676): lines ending in a space go on in the next one of the same quote depth.</summary>
internal static class FlowedText
{
    public static string Unfold(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var open = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var depth = line.IndexOfAnyExcept('>') is var quotes and >= 0 ? quotes : line.Length;
            line = line[depth..];
            if (line.StartsWith(" "))
                line = line[1..];
            if (open != depth)
            {
                if (result.Length > 0 || open >= 0)
                    result.Append('\n');
                result.Append('>', depth);
                if (depth > 0)
                    result.Append(' ');
            }
            // "-- " above a signature is never a flowed line.
            var flows = line.EndsWith(" ") && !line.SequenceEqual("-- ");
            result.Append(flows && deleteSpace ? line[..^1] : line);
            open = flows ? depth : -2;
        }
        return result.ToString();
    }
}
