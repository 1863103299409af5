namespace Paraphe.Features.Verify;

/// <summary><c>./run verify FILE</c> (a signed PDF or an evidence bundle): prints what the file proves, one <c>name value</c> a line.</summary>
public static class VerifyCommand
{
    /// <returns>0 intact, 1 not, 2 when the file cannot be read.</returns>
    public static async Task<int> Run(string path, TextWriter output, TextWriter errors)
    {
        byte[] file;
        try
        {
            file = await File.ReadAllBytesAsync(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Not a broken program: the caller gave a wrong name.
            await errors.WriteLineAsync($"{path} cannot be read: {missing.Message}");
            return 2;
        }
        var proof = Proof.Of(file);
        foreach (var (name, value) in proof.Lines())
            await output.WriteLineAsync($"{name} {value}");
        return proof.Intact ? 0 : 1;
    }
}
