using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Paraphe.Tests.SignIn;

/// <summary>A security key made of code speaks WebAuthn to the real pages; a browser's own is tried in the browser tests.</summary>
[Trait("Spec", "AC 3")]
public sealed class PasskeyTests(World world)
{
    [Fact]
    public async Task A_passkey_is_added_and_opens_the_door_without_password_until_it_is_removed()
    {
        var office = await world.Office();
        using var key = new SoftwareKey();
        await Add(office, key);
        var browser = world.Visitor();
        (await SignIn(browser, key)).Url.ShouldBe("/quotes");
        (await browser.IsIn()).ShouldBeTrue();

        await (await office.Get("/profile/security")).Submit("form[action*=Forget]");
        (await SignIn(world.Visitor(), key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Another_key_s_signature_opens_nothing()
    {
        var office = await world.Office();
        using var key = new SoftwareKey();
        using var stranger = new SoftwareKey { Id = key.Id };
        await Add(office, key);
        (await SignIn(world.Visitor(), stranger)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_signature_serves_one_challenge_only()
    {
        var office = await world.Office();
        using var key = new SoftwareKey();
        await Add(office, key);
        var browser = world.Visitor();
        var page = await Page.Get(browser, "/sign-in");
        var credential = key.Assertion(await Challenge(browser, page, "form[data-passkey]"));
        (await SignIn(world.Visitor(), key, credential)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_disabled_member_s_passkey_opens_nothing()
    {
        var office = await world.Office();
        var colleague = await office.With(Domain.Accounts.Role.Manager);
        using var key = new SoftwareKey();
        await Add(colleague, key);
        await (await office.Get("/settings/members")).Submit($"form[action*=Disable][action*='{colleague.Member.Id}']");
        (await SignIn(world.Visitor(), key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    public async Task Nonsense_is_refused(string credential)
    {
        await world.Office();
        using var key = new SoftwareKey();
        (await SignIn(world.Visitor(), key, credential)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task Add(Office office, SoftwareKey key)
    {
        var page = await office.Get("/profile/security");
        var options = await Challenge(office.Browser, page, "form[data-passkey]");
        var added = await page.Submit("form[data-passkey]", new() { ["credential"] = key.Attestation(options) });
        added.All(".things li").Count.ShouldBe(1);
    }

    private static async Task<Page> SignIn(HttpClient browser, SoftwareKey key, string? credential = null)
    {
        var page = await Page.Get(browser, "/sign-in");
        var options = await Challenge(browser, page, "form[data-passkey]");
        return await page.Submit("form[data-passkey]", new() { ["credential"] = credential ?? key.Assertion(options) });
    }

    private static async Task<JsonElement> Challenge(HttpClient browser, Page page, string form)
    {
        // As browsers do with every post.
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add("Origin", "https://paraphe.example");
        var answer = await browser.PostAsync(page.One(form).GetAttribute("data-options"), new FormUrlEncodedContent(page.FieldsOf(form)));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>An ES256 authenticator: attestation "none", user present and verified.</summary>
    private sealed class SoftwareKey : IDisposable
    {
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private string user = "";
        private uint count;

        public byte[] Id { get; init; } = RandomNumberGenerator.GetBytes(32);

        public void Dispose() => key.Dispose();

        public string Attestation(JsonElement options)
        {
            user = options.GetProperty("user").GetProperty("id").GetString()!;
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
            byte[] data = [.. Head(0x45), .. new byte[16], 0x00, (byte)Id.Length, .. Id, .. cose];
            byte[] attested =
            [
                0xA3,
                0x63,
                .. "fmt"u8,
                0x64,
                .. "none"u8,
                0x67,
                .. "attStmt"u8,
                0xA0,
                0x68,
                .. "authData"u8,
                0x58,
                (byte)data.Length,
                .. data,
            ];
            return Credential(
                new Dictionary<string, object>
                {
                    ["clientDataJSON"] = Text(ClientData("webauthn.create", options)),
                    ["attestationObject"] = Text(attested),
                    ["transports"] = new[] { "internal" },
                }
            );
        }

        public string Assertion(JsonElement options)
        {
            count++;
            var (data, client) = (Head(0x05), ClientData("webauthn.get", options));
            var signature = key.SignData(
                [.. data, .. SHA256.HashData(client)],
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            );
            return Credential(
                new Dictionary<string, object>
                {
                    ["clientDataJSON"] = Text(client),
                    ["authenticatorData"] = Text(data),
                    ["signature"] = Text(signature),
                    ["userHandle"] = user,
                }
            );
        }

        private byte[] Head(byte flags)
        {
            var counter = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(counter, count);
            return [.. SHA256.HashData("paraphe.example"u8), flags, .. counter];
        }

        private static byte[] ClientData(string type, JsonElement options) =>
            Encoding.UTF8.GetBytes(
                $$"""{"type":"{{type}}","challenge":"{{options.GetProperty("challenge").GetString()}}","origin":"https://paraphe.example","crossOrigin":false}"""
            );

        private string Credential(Dictionary<string, object> response) =>
            JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["id"] = Text(Id),
                    ["rawId"] = Text(Id),
                    ["type"] = "public-key",
                    ["authenticatorAttachment"] = "platform",
                    ["clientExtensionResults"] = new Dictionary<string, object>(),
                    ["response"] = response,
                }
            );

        private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
    }
}
