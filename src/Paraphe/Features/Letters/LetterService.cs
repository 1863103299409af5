using System.Diagnostics;
using Paraphe.Platform;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Letters;

/// <summary>
/// Where a letter service takes letters from: a folder, or its SFTP server, which the client of OpenSSH talks to. A letter is whole under its
/// name or not there at all, for the service may look at any moment; the same name again is the same letter.
/// </summary>
public sealed class LetterService(Settings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public bool IsGiven => settings.Letters.Length > 0;

    public async Task Put(string folder, string name, Stream letter, CancellationToken stop)
    {
        if (SftpAddress.Parse(settings.Letters) is { } server)
            await Upload(server, folder, name, letter, stop);
        else
            await Write(Path.Combine(settings.Letters, folder), name, letter, stop);
    }

    private static async Task Write(string folder, string name, Stream letter, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $".{name}.part");
        await using (var file = File.Create(draft))
            await letter.CopyToAsync(file, stop);
        File.Move(draft, Path.Combine(folder, name), overwrite: true);
    }

    private static async Task Upload(SftpAddress server, string folder, string name, Stream letter, CancellationToken stop)
    {
        var local = Path.GetTempFileName();
        try
        {
            await using (var file = File.Create(local))
                await letter.CopyToAsync(file, stop);
            var there = server.Folder.Length > 0 ? $"{server.Folder}/{folder}" : folder;
            // A line that begins with a minus may fail: the folder is there already, the letter is not.
            await Run(
                server,
                $"""
                -mkdir "{there}"
                put "{local}" "{there}/.{name}.part"
                -rm "{there}/{name}"
                rename "{there}/.{name}.part" "{there}/{name}"

                """,
                stop
            );
        }
        finally
        {
            File.Delete(local);
        }
    }

    private static async Task Run(SftpAddress server, string batch, CancellationToken stop)
    {
        var start = new ProcessStartInfo("sftp")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in server.Words())
            start.ArgumentList.Add(word);
        using var sftp = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var said = sftp.StandardError.ReadToEndAsync(patience.Token);
            var told = sftp.StandardOutput.ReadToEndAsync(patience.Token);
            await sftp.StandardInput.WriteAsync(batch.AsMemory(), patience.Token);
            sftp.StandardInput.Close();
            await sftp.WaitForExitAsync(patience.Token);
            await told;
            if (sftp.ExitCode != 0)
                throw new IOException($"The letter service at {server.Host} did not take the letter: {(await said).Trim()}");
        }
        finally
        {
            if (!sftp.HasExited)
                sftp.Kill(entireProcessTree: true);
        }
    }
}
