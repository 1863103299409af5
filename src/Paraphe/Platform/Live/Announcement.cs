using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace Paraphe.Platform.Live;

public sealed record Announcement(string Topic, string Data)
{
    /// <summary>Where this node heard it: listening again from here misses nothing.</summary>
    [JsonIgnore]
    public string Mark { get; init; } = "";
}

public sealed class Listening(ChannelReader<Announcement> announcements, Action leave) : IDisposable
{
    public ChannelReader<Announcement> Announcements => announcements;

    public void Dispose() => leave();
}
