using System.Net;
using Paraphe.Platform;
using Paraphe.Platform.Outside;

namespace Paraphe.Tests.Webhooks;

/// <summary>Calls to addresses that people type lead out of this network, not into it.</summary>
public sealed class OutsideTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("64:ff9b::8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::", false)]
    public void An_address_is_public_or_not(string address, bool isPublic) =>
        PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public async Task A_name_that_means_this_machine_is_not_called_whatever_it_is_called()
    {
        await using var receiver = await Receiver.Start();
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001", "127.1", Dns.GetHostName() })
        foreach (var plain in new[] { true, false })
            (await Call($"http://{host}:{receiver.Port}/", "", plain)).ShouldBeNull(host);
        receiver.All.ShouldBeEmpty();
        (await Call($"http://localhost:{receiver.Port}/", "127.0.0.1", plain: false)).ShouldBe(204);
        (await Call($"http://127.0.0.1:{receiver.Port}/", "all", plain: false)).ShouldBe(204);
        (await Call($"http://127.0.0.1:{receiver.Port}/", "10.0.0.0/8", plain: true)).ShouldBeNull();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await Receiver.Start(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (307, "/elsewhere");
            return Task.CompletedTask;
        });
        (await Call(receiver.Url, "127.0.0.1", plain: false)).ShouldBe(307);
        receiver.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_answer_without_end_is_read_no_further_than_wanted()
    {
        await using var receiver = await Receiver.Start(async http =>
        {
            http.Response.StatusCode = 200;
            var chunk = new byte[64 << 10];
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        });
        using var client = new HttpClient(new OutsideCalls(Allowing("127.0.0.1")).Handler(plain: false));
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        (await response.Beginning(1_024, default)).Length.ShouldBe(1_024);
    }

    [Fact]
    public void A_wrong_setting_is_told_before_anything_starts() =>
        Allowing("10.0.0.0/99").Faults().ShouldHaveSingleItem().ShouldContain("PARAPHE_ALLOW_PRIVATE_CALLS");

    private static Settings Allowing(string networks) => new() { Data = Path.GetTempPath(), AllowPrivateCalls = networks };

    private static async Task<int?> Call(string url, string allowed, bool plain)
    {
        using var client = new HttpClient(new OutsideCalls(Allowing(allowed)).Handler(plain));
        try
        {
            using var answer = await client.PostAsync(url, new StringContent("{}"));
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException refused) when (refused.InnerException is CallRefusedException)
        {
            return null;
        }
    }
}
