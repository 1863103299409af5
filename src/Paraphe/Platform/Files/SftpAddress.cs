using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Paraphe.Platform.Files;

/// <summary><c>sftp://user@host[:port][/folder]?key=FILE[&amp;hosts=FILE][&amp;ssh=PROGRAM]</c>; a folder that begins with <c>~/</c> is in the user's own.</summary>
/// <param name="Key">File of the private key.</param>
/// <param name="Hosts">File with the server's known key; empty is the user's own <c>known_hosts</c>. A server that is not known is not talked to.</param>
/// <param name="Ssh">Instead of <c>ssh</c>, e.g. to go through another machine.</param>
public sealed record SftpAddress(string User, string Host, int Port, string Folder, string Key, string Hosts, string Ssh)
{
    /// <returns>Null for a folder.</returns>
    /// <exception cref="FormatException">User or key are missing.</exception>
    public static SftpAddress? Parse(string setting)
    {
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var uri) || uri.Scheme != "sftp")
            return null;
        var more = QueryHelpers.ParseQuery(uri.Query);
        var folder = Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/');
        var address = new SftpAddress(
            Uri.UnescapeDataString(uri.UserInfo),
            uri.Host,
            uri.Port > 0 ? uri.Port : 22,
            folder.StartsWith("/~", StringComparison.Ordinal) ? folder[2..].TrimStart('/') : folder,
            more.GetValueOrDefault("key").ToString(),
            more.GetValueOrDefault("hosts").ToString(),
            more.GetValueOrDefault("ssh").ToString()
        );
        return address is { User.Length: > 0, Host.Length: > 0, Key.Length: > 0 } && !address.User.StartsWith('-')
            ? address
            : throw new FormatException("it is sftp://user@host[:port]/folder?key=FILE, with the file of the private key");
    }

    public IEnumerable<string> Words() =>
        [
            "-q",
            "-b",
            "-",
            "-P",
            Port.ToString(CultureInfo.InvariantCulture),
            "-i",
            Key,
            "-oBatchMode=yes",
            "-oIdentitiesOnly=yes",
            "-oStrictHostKeyChecking=yes",
            "-oConnectTimeout=20",
            .. Hosts.Length > 0 ? [$"-oUserKnownHostsFile={Hosts}"] : Array.Empty<string>(),
            .. Ssh.Length > 0 ? ["-S", Ssh] : Array.Empty<string>(),
            $"{User}@{Host}",
        ];
}
