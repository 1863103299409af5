using System.Runtime.InteropServices;
using System.Text;

namespace Paraphe.Platform.Files;

/// <summary>
/// Makes the names in a folder durable (fsync): a file that survives the loss of power is no use if its name does not. Windows does so by
/// itself.
/// </summary>
internal static class FolderFlush
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(Encoding.UTF8.GetBytes(folder + "\0"), 0);
        if (handle < 0)
            throw new IOException($"The folder {folder} cannot be opened: error {Marshal.GetLastPInvokeError()}");
        try
        {
            // Some file systems of a network know no such thing: then the names are as safe as those make them.
            if (Sync(handle) < 0 && Marshal.GetLastPInvokeError() is var error and not Unsupported)
                throw new IOException($"The folder {folder} was not made durable: error {error}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>EINVAL.</summary>
    private const int Unsupported = 22;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
